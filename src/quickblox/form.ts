import { bare } from '../shared/bare.ts'
import type { Bare } from '../shared/bare.ts'

/** The fields of a form, whatever wrote it; one that comes several times holds a list. */
export function formOf (pairs: Iterable<readonly [name: string, value: unknown]>): Bare {
  const fields = bare()
  for (const [name, value] of pairs) {
    const before = fields[name]
    fields[name] = before === undefined ? value : [before, value].flat()
  }
  return fields
}
