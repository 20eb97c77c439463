import { once } from 'node:events'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { get as getSecurely } from 'node:https'
import fastify from 'fastify'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { expect, test } from 'vitest'
import { Listener } from '../../src/http/listener.ts'
import { OpenConnections } from '../../src/http/open-connections.ts'
import { makeCertificate } from '../helpers/certificate.ts'

// More than what systems take from a server whose client does not read.
const length = 12_000_000

async function openListener (secure: boolean, drainTime: number): Promise<Listener> {
  const options = secure ? { https: await makeCertificate(['localhost']) } : {}
  const app: FastifyInstance = fastify(options as FastifyServerOptions)
  app.get('/', async () => 'x'.repeat(length))
  const listener = new Listener(app, undefined, drainTime)
  await listener.listen('127.0.0.1', 0)
  return listener
}

async function ask (url: string): Promise<IncomingMessage> {
  const asking = url.startsWith('https') ? getSecurely(url, { rejectUnauthorized: false }) : get(url)
  const [answer] = await once(asking, 'response') as [IncomingMessage]
  return answer
}

test.each([[false], [true]])('closing leaves an answer the time to be sent, https %s', async (secure) => {
  const listener = await openListener(secure, 30_000)
  const answer = await ask(listener.url)
  const closing = listener.close()
  let received = 0
  answer.on('data', (piece: Buffer) => { received += piece.length })
  await once(answer, 'end')
  await closing
  expect(received).toBe(length)
})

test('closing does not wait longer for who reads nothing', async () => {
  const listener = await openListener(false, 1)
  const answer = await ask(listener.url)
  answer.on('error', () => {})
  await listener.close()
})

test('nothing is waited for where all is sent, or who asked has gone', async () => {
  const app = fastify()
  app.get('/', async () => 'x'.repeat(length))
  const connections = new OpenConnections(app.server)
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  await connections.answersSent()
  const answer = await ask(url)
  const sending = connections.answersSent()
  answer.on('error', () => {}).destroy()
  await sending
  await app.close()
})

test('closing gives a request its moment though the machine had none for the server', async () => {
  let answer = (_text: string): void => {}
  const app = fastify()
  app.get('/', () => new Promise((resolve) => { answer = resolve }))
  const listener = new Listener(app, undefined, 300)
  await listener.listen('127.0.0.1', 0)
  const asked = ask(listener.url)
  await once(app.server, 'request')
  const closing = listener.close()
  // What closing begins with has begun when the machine stands still.
  await new Promise((resolve) => { setImmediate(resolve) })
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600)
  await new Promise((resolve) => { setImmediate(resolve) })
  answer('in time')
  expect((await asked).statusCode).toBe(200)
  await closing
})
