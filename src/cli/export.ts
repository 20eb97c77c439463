import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Config } from './config.ts'
import { UsageError } from '../options/option.ts'

/** Writes the whole present world of a running mock to standard output, as a fixtures file. */
export async function run ({ options: { url, workspace, adminToken } }: Config): Promise<number> {
  if (url === undefined) throw new UsageError('export: give the running mock, like --url http://127.0.0.1:8080')
  const answer = await ask(addressOf(url, workspace), adminToken)
  if (!answer.ok || answer.body === null) throw new UsageError(`export: ${url} ${await refusal(answer)}`)
  await pipeline(answer.body as ReadableStream, process.stdout)
  return 0
}

function addressOf (url: string, workspace: string | undefined): string {
  const prefix = workspace === undefined ? '' : `/@${encodeURIComponent(workspace)}`
  return `${url.replace(/(?<!\/)\/+$/, '')}${prefix}/__admin/fixtures`
}

async function ask (address: string, token: string | undefined): Promise<Response> {
  try {
    return await fetch(address, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } })
  } catch (error) {
    const { cause } = error as { cause?: NodeJS.ErrnoException }
    throw new UsageError(
      `export: ${new URL(address).origin} can't be asked: ${cause?.message || cause?.code || String(error)}`
    )
  }
}

async function refusal (answer: Response): Promise<string> {
  const body = await answer.json().catch(() => undefined) as { errors?: readonly string[] } | undefined
  const why = Array.isArray(body?.errors) ? body.errors.join('; ') : 'it is no mock of this kind'
  return `answered ${answer.status}: ${why}${answer.status === 401 ? '; give --admin-token' : ''}`
}
