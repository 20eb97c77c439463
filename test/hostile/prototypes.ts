import { expect } from 'vitest'

const watched = { Object, Array, String, Number, Boolean, Function, Promise, Map, Set, Date, RegExp, Error, Buffer }

/** What every object has, by its name. */
function inherited (): Map<string, unknown> {
  return new Map(Object.entries(watched).flatMap(([name, { prototype }]) => Reflect.ownKeys(prototype).map((key) => {
    const { value, get, set } = Object.getOwnPropertyDescriptor(prototype, key) ?? {}
    return [`${name}.prototype.${String(key)}`, value ?? get ?? set]
  })))
}

const before = inherited()

/**
 * That nobody has written to what every object has since this module was loaded; takes away what the tests that come
 * after would meet.
 */
export function expectUntouchedPrototypes (): void {
  const after = inherited()
  const touched = [...new Set([...before.keys(), ...after.keys()])].filter((name) =>
    !Object.is(before.get(name), after.get(name))
  )
  for (const key of Reflect.ownKeys(Object.prototype)) {
    if (!before.has(`Object.prototype.${String(key)}`)) Reflect.deleteProperty(Object.prototype, key)
  }
  expect(touched).toEqual([])
}
