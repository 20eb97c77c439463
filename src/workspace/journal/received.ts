import type { IncomingHttpHeaders } from 'node:http'
import type { Caller, Outcome } from '../../deletion/verdict.ts'

/** A request as it is remembered. What people read is made of it when they ask. */
export interface Received {
  readonly id: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly method: string
  readonly url: string
  readonly headers: Readonly<IncomingHttpHeaders>
  /** Its parameters; the text of one that could not be read; null where there was none. */
  readonly body: unknown
  readonly caller: Caller | null
  readonly outcome: Outcome | null
  /** The names of parameters that meant nothing; null for none. */
  readonly ignored: readonly string[] | null
  /** Null when nothing was answered. */
  readonly status: number | null
  readonly payload: string | null
  readonly fault: string | null
  /** How long it took. */
  readonly microseconds: number
  /** Which server received it, where several may. */
  readonly server?: string
}
