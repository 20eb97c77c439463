/** What is there at once, or waited for. */
export type MaybePromise<T> = T | Promise<T>

/**
 * What `next` makes of a value, at once where that is there at once: `await` would put it off all the same, and several
 * of these cost as much as all that a delete looks at and changes.
 */
export function whenReady<T, U> (value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}
