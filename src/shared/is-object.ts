/**
 * Whether it holds values by their names: it is no list, and nothing of a kind of its own, such as a Map or a Promise
 * that was not awaited, which would pass for an object without any.
 */
export function isObject (value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'Object'
}

/** `Object`, `Array`, `Map`, `Promise`, ... */
export function kindOf (value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1)
}
