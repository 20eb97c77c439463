import type { Caller, Judgement, Outcome } from '../../deletion/verdict.ts'
import { bare } from '../../shared/bare.ts'
import { NumberReader, NumberWriter } from './number-text.ts'
import type { Received } from './received.ts'

const numbers = new NumberWriter()

/** Node's own names of methods take two bytes a character, and then so would the whole text. */
const methods = new Map(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'].map((name) => [name, name]))

/** What of every request is there once, in the order in which it stands. */
type Texts = [id: string, method: string, url: string, body: string, payload: string, fault: string, ignored: string]

/** Kinds of callers. */
const [nobody, application, user] = [0, 1, 2]

/**
 * A request as one text: its numbers and the lengths of its texts, then these, so that they may hold any character.
 * JSON takes several times as long, which is much beside the few microseconds of a request.
 */
export function pack (received: Received): string {
  const { id, at, method, url, body, caller, outcome, ignored, status, payload, fault, headers } = received
  numbers.clear()
  numbers.write(at)
  numbers.write(status ?? 0)
  numbers.write(received.microseconds)
  writeCaller(caller)
  const texts = measured(id) + measured(methods.get(method) ?? method) + measured(url) + measured(jsonOf(body)) +
    measured(payload ?? '') + measured(fault ?? '') + measured(jsonOf(ignored)) + ofOutcome(outcome ?? []) +
    ofHeaders(headers)
  return numbers.text() + texts
}

/** The request again; what was empty is null. */
export function unpack (text: string): Received {
  const head = new NumberReader(text)
  const [at, status, microseconds] = [head.read(), head.read(), head.read()]
  const caller = readCaller(head)
  const lengths = Array.from({ length: 7 }, () => head.read())
  const ofOutcome = Array.from({ length: head.read() * 3 }, () => head.read())
  const ofHeaders = Array.from({ length: head.read() * 2 }, () => head.read())
  const apart = cutter(text, head.end)
  const [id, method, url, body, payload, fault, ignored] = lengths.map(apart) as Texts
  const outcome = inGroups(ofOutcome.map(apart), 3).map(toJudgement)
  return {
    id,
    at,
    method,
    url,
    headers: bare(inGroups(ofHeaders.map(apart), 2) as Array<[string, string]>) as Received['headers'],
    body: body === '' ? null : JSON.parse(body),
    caller,
    outcome: outcome.length === 0 ? null : outcome,
    ignored: ignored === '' ? null : JSON.parse(ignored),
    status: status === 0 ? null : status,
    payload: payload === '' ? null : payload,
    fault: fault === '' ? null : fault,
    microseconds
  }
}

function jsonOf (value: unknown): string {
  return value === null ? '' : JSON.stringify(value)
}

/** The text, whose length is written. */
function measured (text: string): string {
  numbers.write(text.length)
  return text
}

function ofOutcome (outcome: Outcome): string {
  numbers.write(outcome.length)
  let texts = ''
  for (const { id, verdict, reason } of outcome) texts += measured(id) + measured(verdict) + measured(reason)
  return texts
}

function ofHeaders (headers: Received['headers']): string {
  const names = Object.keys(headers)
  numbers.write(names.length)
  let texts = ''
  for (const name of names) texts += measured(name) + measured(String(headers[name]))
  return texts
}

function writeCaller (caller: Caller | null): void {
  numbers.write(caller === null ? nobody : caller.kind === 'user' ? user : application)
  if (caller === null) return
  numbers.write(caller.applicationId)
  if (caller.kind === 'user') numbers.write(caller.userId)
}

function readCaller (head: NumberReader): Caller | null {
  const kind = head.read()
  if (kind === nobody) return null
  const applicationId = head.read()
  return kind === user ? { kind: 'user', userId: head.read(), applicationId } : { kind: 'application', applicationId }
}

/** Cuts pieces of these lengths off the rest of a text, one after the other. */
function cutter (text: string, start: number): (length: number) => string {
  let end = start
  return (length) => {
    end += length
    return text.slice(end - length, end)
  }
}

function toJudgement ([id, verdict, reason]: readonly string[]): Judgement {
  return { id, verdict, reason } as Judgement
}

function inGroups (texts: readonly string[], size: number): string[][] {
  return Array.from({ length: texts.length / size }, (_, n) => texts.slice(n * size, (n + 1) * size))
}
