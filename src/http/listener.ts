import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { Server as SecureServer } from 'node:https'
import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Closable } from '../shared/closable.ts'
import { afterOwnTime } from '../shared/own-time.ts'
import type { Gate } from './gate.ts'
import { ListenError, isListenFailure } from './listen-error.ts'
import { OpenConnections } from './open-connections.ts'
import { reachable } from './reachable.ts'

/** How long requests under way may still take when the server closes, in milliseconds. */
const usualDrainTime = 500

/** A connection that has been open for so long, in milliseconds, and unused, was opened in advance. */
const spareAfter = 100

/**
 * Where an application is connected to. It is closed whether it listens yet or not: requests under way are given a
 * moment, and whatever is connected after it is cut off.
 */
export class Listener implements Closable {
  readonly #app: FastifyInstance
  readonly #connections: OpenConnections
  readonly #gate: Gate | undefined
  readonly #drainTime: number
  readonly #others: Server[] = []

  constructor (app: FastifyInstance, gate?: Gate, drainTime = usualDrainTime) {
    this.#app = app
    this.#gate = gate
    this.#drainTime = drainTime
    this.#connections = new OpenConnections(app.server)
  }

  /** Where it listens, as a client can ask it, without a slash at the end. */
  get url (): string {
    return this.#urlOf(this.#app.server)
  }

  /** Where else. */
  get others (): string[] {
    return this.#others.map((other) => this.#urlOf(other))
  }

  /**
   * Listens; for `localhost`, on each of the addresses that it is, as far as they are free. Rejects with {@link
   * ListenError}.
   */
  async listen (host: string, port: number): Promise<void> {
    const [first = host, ...others] = host === 'localhost' ? await addressesOf(host) : [host]
    await this.#app.listen({ host: first, port }).catch((error: unknown) => {
      throw isListenFailure(error) ? new ListenError(error, host) : error
    })
    for (const address of others) {
      const other = await listenToo(this.#app.server, address, addressOf(this.#app.server).port)
      if (other !== undefined) this.#others.push(other)
    }
  }

  async close (): Promise<void> {
    await this.#withinDrainTime(this.#connections.answersSent())
    const callOff = afterOwnTime(this.#drainTime, () => this.#cut())
    const closed = this.#others.splice(0).map((other) => once(other.close(), 'close'))
    const closing = Promise.all([this.#app.close(), ...closed])
    this.#connections.cutUnused(spareAfter)
    await closing.finally(callOff)
  }

  async #withinDrainTime (sending: Promise<unknown>): Promise<void> {
    let callOff = (): void => {}
    const over = new Promise<void>((resolve) => { callOff = afterOwnTime(this.#drainTime, resolve) })
    await Promise.race([sending, over])
    callOff()
  }

  #cut (): void {
    this.#app.server.closeAllConnections()
    this.#connections.cutUnused(0)
    this.#gate?.cut()
  }

  #urlOf (server: Server): string {
    const { address, port } = addressOf(server)
    return `${this.#app.server instanceof SecureServer ? 'https' : 'http'}://${reachable(address)}:${port}`
  }
}

function addressOf (server: Server): AddressInfo {
  return server.address() as AddressInfo
}

async function addressesOf (name: string): Promise<string[]> {
  const found = await lookup(name, { all: true })
  return [...new Set(found.map(({ address }) => address))]
}

/**
 * Lets in by another address what the one server then takes for its own: Fastify would have a second server, whose
 * connections nobody cuts off.
 */
async function listenToo (server: Server, host: string, port: number): Promise<Server | undefined> {
  const other = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => server.emit('connection', socket))
  try {
    await once(other.listen({ host, port }), 'listening')
    return other
  } catch {
    return undefined
  }
}
