import { mask, maskFields, maskQuery, maskUrl } from '../shared/redaction.ts'
import type { Answer, Purpose, Request } from './client.ts'

/** A request and its answer, with credentials masked. */
export interface Exchange {
  /** The rule and what is done; none for signing in and out. */
  readonly scenario: string | null
  readonly purpose: Purpose
  readonly request: { readonly method: string, readonly path: string, readonly headers: object, readonly body: unknown }
  readonly answer: { readonly status: number, readonly headers: object, readonly body: unknown }
}

export function exchange (
  scenario: string | null,
  purpose: Purpose,
  { method, path, headers = {}, body }: Request,
  answer: Answer
): Exchange {
  return {
    scenario,
    purpose,
    request: {
      method,
      path: maskUrl(path),
      headers: maskFields(headers),
      body: typeof body === 'object' ? maskFields(body) : maskedText(body)
    },
    answer: {
      status: answer.status,
      headers: maskFields(Object.fromEntries(answer.headers)),
      body: maskedText(answer.body)
    }
  }
}

function maskedText (text: string | undefined): unknown {
  if (text === undefined || text === '') return text ?? null
  try {
    return maskFields(JSON.parse(text) as unknown)
  } catch {
    return /^[^{[<]/.test(text) ? maskQuery(text) : mask(text)
  }
}
