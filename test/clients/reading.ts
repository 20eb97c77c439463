import type { Kind, Shape } from './flow.ts'

const isInteger = (value: unknown): boolean => typeof value === 'number' && Number.isInteger(value)

const kinds: Readonly<Record<Kind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  'text or nothing': (value) => value === null || value === undefined || typeof value === 'string',
  integer: isInteger,
  'integer or nothing': (value) => value === null || value === undefined || isInteger(value),
  integers: (value) => Array.isArray(value) && value.every(isInteger),
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value),
  list: Array.isArray,
  'object or nothing': (value) =>
    value === null || value === undefined || (typeof value === 'object' && !Array.isArray(value))
}

/** What a client that reads a value so would stumble over. */
export function stumbles (value: unknown, shape: Shape, path = ''): string[] {
  const fields = typeof value === 'object' && value !== null ? value as Record<string, unknown> : {}
  return Object.entries(shape).flatMap(([name, wanted]) => {
    const [field, here] = [fields[name], `${path}${name}`]
    if (typeof wanted === 'string') {
      return kinds[wanted](field)
        ? []
        : [`${here} is no ${wanted}: ${JSON.stringify(field)}`]
    }
    if (!isList(wanted)) return stumbles(field, wanted, `${here}.`)
    if (!Array.isArray(field)) return [`${here} is no list: ${JSON.stringify(field)}`]
    return field.flatMap((one, n) => stumbles(one, wanted[0], `${here}[${n}].`))
  })
}

function isList (wanted: Shape | readonly [Shape]): wanted is readonly [Shape] {
  return Array.isArray(wanted)
}
