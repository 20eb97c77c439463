import type { ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import { wantsPage } from './front-door.ts'

const adminPath = /^\/(?:__admin|livez|readyz)(?:[/?]|$)/

/** Whether it is for the mock itself; its workspace's prefix is off already. */
export function isAdmin (url: string): boolean {
  return adminPath.test(url)
}

/**
 * Hands what is for the mock itself to an application of its own, which is built when it is first asked for: it has no
 * part in CORS, faults and the journal, and costs nothing where nobody asks.
 */
export function divertAdmin (
  app: FastifyInstance,
  log: FastifyBaseLogger | undefined,
  build: () => Promise<FastifyInstance>
): void {
  let building: Promise<FastifyInstance> | undefined
  let isClosing = false
  app.addHook('onRequest', (request, reply, done) => {
    if (!isAdmin(request.url) && !(request.url === '/' && wantsPage(request))) return done()
    reply.hijack()
    if (isClosing) return answerError(reply.raw, 503, 'The mock is closing')
    building ??= build().catch((error) => {
      building = undefined
      throw error
    })
    building.then((admin) => admin.routing(request.raw, reply.raw)).catch((error) => {
      log?.error({ reqId: request.id, err: error })
      answerError(reply.raw, 500, 'Internal server error')
    })
  })
  app.addHook('preClose', async () => {
    isClosing = true
    await building?.then((admin) => admin.close(), () => {})
  })
}

function answerError (response: ServerResponse, status: number, error: string): void {
  const body = JSON.stringify({ errors: [error] })
  const head = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) }
  response.writeHead(status, head).end(body)
}
