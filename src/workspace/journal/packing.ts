import type { Caller, Judgement, Outcome } from '../../deletion/verdict.ts'
import { bare } from '../../shared/bare.ts'
import { maskFields } from '../../shared/redaction.ts'
import type { Received } from './received.ts'

/** A request as one text; JSON takes twice as long, which is much beside the few microseconds of a request. */
export function pack (
  { id, at, method, url, headers, body, caller, outcome, ignored, status, payload, fault, microseconds }: Received
): string {
  const texts = [
    id,
    String(at),
    method,
    url,
    ofBody(body),
    ofCaller(caller),
    String(status ?? ''),
    payload ?? '',
    fault ?? '',
    String(microseconds),
    ignored === null ? '' : JSON.stringify(ignored),
    String(outcome?.length ?? 0)
  ]
  if (outcome !== null) {
    for (const judgement of outcome) {
      texts.push(judgement.id, judgement.verdict, judgement.reason)
    }
  }
  for (const name in headers) texts.push(name, String(headers[name]))
  return joined(texts)
}

/** The request again; what was empty is null. */
export function unpack (text: string): Received {
  const [
    id = '',
    at,
    method = '',
    url = '',
    body = '',
    caller = '',
    status = '',
    payload = '',
    fault = '',
    microseconds,
    ignored = '',
    judgements,
    ...rest
  ] = apart(text)
  const outcome = rest.splice(0, Number(judgements) * 3)
  return {
    id,
    at: Number(at),
    method,
    url,
    headers: bare(inGroups(rest, 2) as Array<[string, string]>) as Received['headers'],
    body: body === '' ? null : JSON.parse(body),
    caller: toCaller(caller),
    outcome: outcome.length === 0 ? null : toOutcome(outcome),
    ignored: ignored === '' ? null : JSON.parse(ignored),
    status: status === '' ? null : Number(status),
    payload: payload === '' ? null : payload,
    fault: fault === '' ? null : fault,
    microseconds: Number(microseconds)
  }
}

/** Their lengths come first, so that they may hold any character. */
function joined (texts: readonly string[]): string {
  return `${texts.map(({ length }) => length).join()};${texts.join('')}`
}

function apart (text: string): string[] {
  const head = text.indexOf(';')
  let end = head + 1
  return text.slice(0, head).split(',').map((length) => {
    const start = end
    end += Number(length)
    return text.slice(start, end)
  })
}

/** What nests deeper than a stack is kept as deep as it will be shown. */
function ofBody (body: unknown): string {
  if (body === null) return ''
  try {
    return JSON.stringify(body)
  } catch {
    return JSON.stringify(maskFields(body))
  }
}

function ofCaller (caller: Caller | null): string {
  if (caller === null) return ''
  return caller.kind === 'user' ? `${caller.applicationId} ${caller.userId}` : String(caller.applicationId)
}

function toCaller (text: string): Caller | null {
  if (text === '') return null
  const [applicationId = 0, userId] = text.split(' ').map(Number)
  return userId === undefined ? { kind: 'application', applicationId } : { kind: 'user', userId, applicationId }
}

function toOutcome (texts: readonly string[]): Outcome {
  return inGroups(texts, 3).map(([id, verdict, reason]) => ({ id, verdict, reason }) as Judgement)
}

function inGroups (texts: readonly string[], size: number): string[][] {
  return Array.from({ length: texts.length / size }, (_, n) => texts.slice(n * size, (n + 1) * size))
}
