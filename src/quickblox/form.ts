import { bare } from '../shared/bare.ts'
import type { Bare } from '../shared/bare.ts'

/** The fields of a form, whatever wrote it; one that comes several times holds a list. */
export function formOf (pairs: Iterable<readonly [name: string, value: string]>): Bare {
  const fields = bare()
  for (const [name, value] of pairs) {
    const before = fields[name]
    // A list is added to: copied, it would take minutes for a body of nothing but one name.
    if (Array.isArray(before)) before.push(value)
    else fields[name] = before === undefined ? value : [before, value]
  }
  return fields
}
