import type { Answer } from './client.ts'

/** Names for what has another id in every run: `m1`, `d1`, `owner`. */
export class Names {
  readonly #things = new Map<string, string>()
  readonly #users = new Map<number, string>()
  #messages = 0

  thing (id: string, name: string): void {
    this.#things.set(id, name)
  }

  message (id: string): void {
    if (!this.#things.has(id)) this.#things.set(id, `m${++this.#messages}`)
  }

  user (id: number, name: string): void {
    this.#users.set(id, name)
  }

  of (id: string): string {
    return this.#things.get(id) ?? id
  }

  /** Names in alphabetical order; many are counted. */
  list (ids: readonly unknown[]): string {
    return ids.length > 20 ? `${ids.length} ids` : ids.map((id) => this.of(String(id))).sort().join(' ')
  }

  users (ids: unknown): string {
    if (!Array.isArray(ids)) return String(ids)
    return ids.map((id) => this.#users.get(Number(id)) ?? String(id)).sort().join(' ') || 'nobody'
  }

  /** Every id in a text by its name. */
  in (text: string): string {
    return text.replace(/\b[0-9a-f]{24}\b/g, (id) => this.of(id))
  }
}

/** The groups of a delete's answer, in the order they are told in; a client may not count on theirs. */
const groupNames = ['SuccessfullyDeleted', 'NotFound', 'WrongPermissions']

/**
 * `200 SuccessfullyDeleted[m1] NotFound[]`, `200 empty`, `403 {"errors":[...]}`. Blanks count as empty, as clients
 * count them.
 */
export function answerWords ({ status, body }: Answer, names: Names): string {
  return `${status} ${bodyText(body, names)}`
}

function bodyText (body: string, names: Names): string {
  if (body.trim() === '') return 'empty'
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return JSON.stringify(names.in(body.slice(0, 200)))
  }
  return groupsText(value, names) ?? names.in(JSON.stringify(value).slice(0, 1000))
}

function groupsText (value: unknown, names: Names): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const groups = Object.entries(value)
  if (groups.length === 0 || !groups.every(([name, group]) => groupNames.includes(name) && isGroup(group))) {
    return undefined
  }
  groups.sort(([one], [other]) => groupNames.indexOf(one) - groupNames.indexOf(other))
  return groups.map(([name, { ids }]) => `${name}[${names.list(ids)}]`).join(' ')
}

function isGroup (group: unknown): group is { ids: unknown[] } {
  return typeof group === 'object' && group !== null && 'ids' in group && Array.isArray(group.ids) &&
    Object.keys(group).length === 1
}
