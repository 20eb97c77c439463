/**
 * An object whose names somebody outside chose. It has no prototype, so no name in it means more than another:
 * `__proto__` is a name like `force`, and what was not given is not there.
 */
export type Bare = Record<string, unknown>

/** Faster than `Object.create(null)`, which V8 makes a hash table of. */
const BareObject = function () {} as unknown as new () => Bare
BareObject.prototype = Object.freeze(Object.create(null))

/** An object without a prototype, with these names and values; of two of one name, the last. */
export function bare (entries: Iterable<readonly [name: string, value: unknown]> = []): Bare {
  const object = new BareObject()
  for (const [name, value] of entries) object[name] = value
  return object
}

/** The object itself, which takes its prototype from it: for one that nobody else has, such as JSON.parse() makes. */
export function toBare (object: object): Bare {
  return Object.setPrototypeOf(object, BareObject.prototype)
}

/** What led to a prototype if it were followed as a step. Nobody who means no harm has it in a name. */
const refused: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether a piece of a name like `user[login]` is one that no object may be entered by. */
export function isRefusedStep (step: string): boolean {
  return refused.has(step)
}
