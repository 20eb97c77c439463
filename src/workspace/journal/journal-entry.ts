import type { Caller, Judgement } from '../../deletion/verdict.ts'
import { maskFields, maskText, maskUrl } from '../../shared/redaction.ts'
import { nearestPath } from './nearest-path.ts'
import type { Received } from './received.ts'

/**
 * A request that was received and answered. Tokens and keys are masked to their last four characters, passwords whole.
 */
export interface JournalEntry {
  /** The `X-Request-Id` of the answer. */
  readonly id: string
  /** When it came, in real time: `2026-11-22T07:44:25.123Z`. */
  readonly at: string
  readonly method: string
  /** Path and query, without the prefix of a workspace. */
  readonly url: string
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Its parameters; the text of one that could not be read; null where there was none. */
  readonly body: unknown
  /** Who asked; null for a request that was refused before that was known, or that needs nobody. */
  readonly caller: Caller | null
  /** Of a deletion, what came of each id and by which rule. */
  readonly verdicts: readonly Judgement[]
  /**
   * The names of parameters that meant nothing and were ignored, as they were sent: a misspelt filter, or one of the
   * vendor's that this mock does not have.
   */
  readonly ignored: readonly string[]
  /** What was answered; null when nothing was, as with a connection that a fault reset. */
  readonly response: { readonly status: number, readonly body: unknown } | null
  /** The id of the fault that hit it, or null. */
  readonly fault: string | null
  /**
   * Of an unknown path under `/chat`, the known one that is most like it: `/chat/Message` of `/chat/Messages`,
   * `/chat/Message/ID` of `/chat/Message/1/delete`.
   */
  readonly nearest?: string
  /** From its arrival to its answer, in milliseconds. */
  readonly durationMs: number
  /** Which server received it, as `HOST:PORT`; on a MongoDB, which other servers may share. */
  readonly server?: string
}

/** An entry as people read it. */
export function toEntry (
  { at, url, headers, body, outcome, ignored, status, payload, microseconds, ...received }: Received
): JournalEntry {
  const meant = nearestPath(url)
  return {
    id: received.id,
    at: new Date(at).toISOString(),
    method: received.method,
    url: maskUrl(url),
    headers: maskFields(headers),
    body: readable(body),
    caller: received.caller,
    verdicts: outcome ?? [],
    ignored: ignored ?? [],
    response: status === null ? null : { status, body: payload === null ? null : maskFields(parsed(payload)) },
    fault: received.fault,
    ...(meant !== undefined && { nearest: meant }),
    durationMs: microseconds / 1000,
    ...(received.server !== undefined && { server: received.server })
  }
}

/** One line for people. */
export function describeReceived ({ method, url, status, outcome }: Received): string {
  const verdicts = outcome?.map(({ verdict, reason }) => `${verdict} ${reason}`) ?? []
  return [`${method} ${maskUrl(url)}: ${status ?? 'no answer'}`, ...verdicts].join(', ')
}

function readable (body: unknown): unknown {
  return typeof body === 'string' ? maskText(body) : maskFields(body)
}

function parsed (payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return maskText(payload)
  }
}
