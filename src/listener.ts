import { Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Closable } from './closable.ts'
import { watchHandshakes } from './https/handshakes.ts'

/** How long requests under way may still take when the server closes, in milliseconds. */
const drainTime = 500

/** How an application is closed, whether it listens yet or not: requests under way are given a moment, and whatever is connected after it is cut off. */
export function closer (app: FastifyInstance): Closable {
  const cutHandshakes = isHttps(app) ? watchHandshakes(app.server) : () => {}
  const cut = (): void => {
    app.server.closeAllConnections()
    cutHandshakes()
  }
  return {
    async close () {
      const timer = setTimeout(cut, drainTime)
      await app.close().finally(() => clearTimeout(timer))
    }
  }
}

/** Where it listens, without a slash at the end. */
export function urlOf (app: FastifyInstance): string {
  const { address, family, port } = app.server.address() as AddressInfo
  const host = family === 'IPv6' ? `[${address}]` : address
  return `${isHttps(app) ? 'https' : 'http'}://${host}:${port}`
}

function isHttps (app: FastifyInstance): boolean {
  return app.server instanceof Server
}
