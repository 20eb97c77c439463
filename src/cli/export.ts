import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import type { Config } from './config.ts'
import { UsageError } from '../options/option.ts'

/** Writes the whole present world of a running mock to standard output, as a fixtures file. */
export async function run ({ options: { url: given, workspace, adminToken } }: Config): Promise<number> {
  if (given === undefined) throw new UsageError('export: give the running mock, like --url http://127.0.0.1:8080')
  const url = given.replace(/(?<!\/)\/+$/, '')
  if (workspace !== undefined) await findWorkspace(url, workspace, adminToken)
  const prefix = workspace === undefined ? '' : `/@${workspace}`
  const { body } = await ask(url, `${prefix}/__admin/fixtures`, adminToken)
  await pipeline(body as ReadableStream, process.stdout)
  return 0
}

/** To ask for one that is not there would make it, and what it begins with would pass for its world. */
async function findWorkspace (url: string, name: string, token: string | undefined): Promise<void> {
  const answer = await ask(url, '/__admin/workspaces', token)
  const { workspaces } = await answer.json() as { workspaces: ReadonlyArray<{ name: string }> }
  const names = workspaces.map((one) => one.name)
  if (names.includes(name)) return
  throw new UsageError(`export: ${url} has no workspace "${name}"; there are ${names.join(', ')}`)
}

/** @throws UsageError where it is not answered, or refused */
async function ask (url: string, path: string, token: string | undefined): Promise<Response> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` }
  const answer = await fetch(`${url}${path}`, { headers }).catch((error: { cause?: NodeJS.ErrnoException }) => {
    const why = error.cause?.message || error.cause?.code || String(error)
    throw new UsageError(`export: ${new URL(url).origin} can't be asked: ${why}`)
  })
  if (answer.ok && answer.headers.get('content-type')?.startsWith('application/json')) return answer
  throw new UsageError(`export: ${url} ${await refusal(answer)}`)
}

async function refusal (answer: Response): Promise<string> {
  const body = await answer.json().catch(() => undefined) as { errors?: readonly string[] } | undefined
  const why = Array.isArray(body?.errors) ? body.errors.join('; ') : 'it is no mock of this kind'
  return `answered ${answer.status}: ${why}${answer.status === 401 ? '; give --admin-token' : ''}`
}
