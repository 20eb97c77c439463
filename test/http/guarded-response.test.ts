import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GuardedResponse } from '../../src/http/guarded-response.ts'

/** What Node throws for when the head is written: by `writeHead`, or when the first of the body implies it. */
const wrong: Array<[string, (response: ServerResponse) => void]> = [
  ['a trailer without chunks', (response) => response.writeHead(200, { trailer: 'x', 'content-length': 1 }).end('x')],
  ['a trailer that is implied', (response) => {
    response.setHeader('trailer', 'x')
    response.setHeader('content-length', 1)
    response.end('x')
  }],
  ['a character that no header can hold', (response) => response.writeHead(200, { x: 'a\nb' }).end('x')],
  ['a status that is none', (response) => response.writeHead(99).end('x')],
  ['two heads', (response) => response.writeHead(200).writeHead(200).end('x')]
]

const server = createServer({ ServerResponse: GuardedResponse }, (request, response) => {
  const [, write] = wrong[Number(request.url?.slice(1))] ?? []
  // As in an answer of ours: nobody is there to catch it.
  queueMicrotask(() => write === undefined ? response.end('well') : write(response))
})
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => { server.close() })

function ask (path: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(
      (server.address() as AddressInfo).port,
      '127.0.0.1',
      () => socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
    )
    socket.setEncoding('latin1').on('data', (text: string) => {
      answer += text
    }).on('error', () => {}).on('close', () => resolve(answer))
  })
}

test.each(wrong.map(([what], index) => [what, index] as const))(
  '%s ends the connection of its request, and nothing else',
  async (_what, index) => {
    expect(await ask(`/${index}`)).not.toContain('\r\n\r\nx')
    expect(await ask('/well')).toContain('well')
  }
)
