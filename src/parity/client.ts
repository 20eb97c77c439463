import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { ParityError } from './parity-error.ts'

/** What a request is for: only of the `act` a scenario is about. */
export type Purpose = 'sign in' | 'make' | 'act' | 'look' | 'clean up'

export interface Request {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS'
  /** With its query, below the server's URL. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** An object is sent as a form. */
  readonly body?: string | Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: string
}

export interface ClientHooks {
  /** Before a request is sent. */
  readonly onRequest?: (request: Request, purpose: Purpose) => void
  /** With every answer, a 429 too. */
  readonly onAnswer?: (request: Request, purpose: Purpose, answer: Answer) => void
  /** A 429 is being waited out, this many seconds. */
  readonly onWait?: (seconds: number) => void
}

/** How long an answer may take, in milliseconds. */
const patience = 30_000

/** How often a request is sent again after a 429, and how many seconds are waited where the server does not say. */
const attempts = 20
const usualWait = 5

/** Asks one server, and waits where it says that it has been asked too much. */
export class Client {
  readonly #base: string
  readonly #hooks: ClientHooks

  constructor (base: string, hooks: ClientHooks = {}) {
    this.#base = base.replace(/(?<!\/)\/+$/, '')
    this.#hooks = hooks
  }

  /** Rejects with {@link ParityError} where there is no answer. */
  async send (request: Request, purpose: Purpose): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      this.#hooks.onRequest?.(request, purpose)
      const answer = await this.#fetch(request)
      this.#hooks.onAnswer?.(request, purpose, answer)
      if (answer.status !== 429) return answer
      if (attempt === attempts) {
        throw new ParityError(
          `${this.#base} answered 429 (too many requests) ${attempts} times in a row; try again later, or play less ` +
            'with --only'
        )
      }
      const seconds = waitOf(answer.headers.get('retry-after'))
      this.#hooks.onWait?.(seconds)
      await wait(seconds * 1000)
    }
  }

  async #fetch ({ method, path, headers, body }: Request): Promise<Answer> {
    const sent = typeof body === 'object' ? new URLSearchParams(body) : body
    try {
      if (method === 'GET' && sent !== undefined) {
        return await getWithBody(this.#base + path, { ...headers }, String(sent))
      }
      const response = await fetch(this.#base + path, {
        method,
        headers: { 'accept-encoding': 'identity', ...headers },
        redirect: 'manual',
        signal: AbortSignal.timeout(patience),
        ...(sent !== undefined && { body: sent })
      })
      return { status: response.status, headers: response.headers, body: await response.text() }
    } catch (error) {
      throw new ParityError(`${this.#base} gave no answer to ${method} ${path.slice(0, 80)}: ${failureOf(error)}`)
    }
  }
}

/** Fetch sends no body with a GET, as some clients do. */
async function getWithBody (url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const { request } = url.startsWith('https:') ? await import('node:https') : await import('node:http')
  const asked = request(url, {
    method: 'GET',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    signal: AbortSignal.timeout(patience)
  })
  const answered = once(asked, 'response') as Promise<[IncomingMessage]>
  asked.end(body)
  const [response] = await answered
  const pairs = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)])
  return { status: response.statusCode ?? 0, headers: new Headers(pairs), body: await text(response) }
}

/** `Retry-After`, seconds or a date. */
function waitOf (header: string | null): number {
  if (header === null) return usualWait
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 300) : usualWait
}

function failureOf (error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `it took more than ${patience / 1000} seconds`
  const cause = error.cause as NodeJS.ErrnoException | undefined
  return cause?.code ?? cause?.message ?? error.message
}
