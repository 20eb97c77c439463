/** A copy of what JSON can hold, down to its last list: what is told to a test may be written to by it, a world not. */
export function ownCopy<T> (value: T): T {
  return copyOf(value) as T
}

function copyOf (value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(copyOf)
  // In half of the time that naming each property would take.
  const copy: Record<string, unknown> = { ...value }
  for (const name of Object.keys(copy)) if (typeof copy[name] === 'object') copy[name] = copyOf(copy[name])
  return copy
}
