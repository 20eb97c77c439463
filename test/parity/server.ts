import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { signIn } from '../../src/parity/cast.ts'
import { Client } from '../../src/parity/client.ts'
import type { ClientHooks } from '../../src/parity/client.ts'
import { defaultCredentials } from '../../src/parity/credentials.ts'
import { play } from '../../src/parity/play.ts'
import type { Result } from '../../src/parity/play.ts'
import type { Scenario } from '../../src/parity/scenario.ts'

export async function playAt (
  url: string,
  scenarios: readonly Scenario[],
  hooks: ClientHooks = {},
  started?: (scenario: Scenario | undefined) => void
): Promise<Result[]> {
  const client = new Client(url, hooks)
  const cast = await signIn(client, defaultCredentials())
  const results: Result[] = []
  started?.(scenarios[0])
  for await (const result of play(scenarios, client, cast)) {
    results.push(result)
    started?.(scenarios[results.length])
  }
  return results
}

/** The ids of what was seen to be different, each once. */
export function differing (results: readonly Result[]): string[] {
  return [...new Set(results.filter(({ verdict }) => verdict === 'different').map(({ scenario }) => scenario.id))]
}

/** What a proxy has heard from the server behind it. */
export interface Heard {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: Record<string, string>
  readonly body: Buffer
}

/** Answers instead of the server; `forward` asks it. */
export type Meddle = (asked: Asked, forward: (asked: Asked) => Promise<Heard>) => Promise<Heard>

/** A server between a client and another one. */
export async function proxy (target: string, meddle: Meddle): Promise<AsyncDisposable & { url: string }> {
  // Where the server behind it is gone, so is this one.
  const server = createServer((received, response) => {
    answer(target, meddle, received, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: urlOf(server), [Symbol.asyncDispose]: async () => { server.closeAllConnections(); server.close() } }
}

export function urlOf (server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function answer (
  target: string,
  meddle: Meddle,
  received: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const { host, connection, 'content-length': length, 'transfer-encoding': coding, ...headers } = received
    .headers as Record<string, string>
  const heard = await meddle({
    method: received.method ?? 'GET',
    path: received.url ?? '/',
    headers,
    body: await buffer(received)
  }, (asked) => forward(target, asked))
  response.writeHead(heard.status, heard.headers).end(heard.body)
}

/** By Node's own client: `fetch` sends no body with a GET. */
async function forward (target: string, { method, path, headers, body }: Asked): Promise<Heard> {
  const length = body.length > 0 ? { 'content-length': body.length } : {}
  const asking = request(target + path, { method, headers: { ...headers, ...length } }).end(body)
  const [answered] = await once(asking, 'response') as [IncomingMessage]
  const { connection, 'keep-alive': alive, 'transfer-encoding': coding, 'content-length': said, ...kept } = answered
    .headers as Record<string, string>
  const text = (await buffer(answered)).toString()
  return {
    status: answered.statusCode ?? 0,
    headers: { ...kept, 'content-length': String(Buffer.byteLength(text)) },
    body: text
  }
}
