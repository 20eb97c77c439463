import type { Answer } from './client.ts'
import { NotMade } from './obstacles.ts'

export function itemsOf (answer: Answer): Array<Record<string, unknown>> {
  const { items } = json(answer) as { items?: unknown }
  return Array.isArray(items) ? items : []
}

/** The JSON of an answer; an empty object where there is none. */
export function json ({ body }: Answer): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? value as Record<string, unknown> : {}
  } catch {
    return {}
  }
}

/** The id of what was made; throws {@link NotMade} where there is none. */
export function idIn (answer: Answer): string {
  const { _id: id } = json(answer)
  if (typeof id !== 'string') {
    throw new NotMade(`what was made has no _id: ${answer.status} ${answer.body.slice(0, 200)}`)
  }
  return id
}
