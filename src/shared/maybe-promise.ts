/** What is there at once, or waited for. */
export type MaybePromise<T> = T | Promise<T>

/**
 * What `next` makes of a value, at once where that is there at once: `await` would put it off all the same, and several
 * of these cost as much as all that a delete looks at and changes.
 */
export function whenReady<T, U> (value: MaybePromise<T>, next: (value: T) => MaybePromise<U>): MaybePromise<U> {
  return value instanceof Promise ? value.then(next) : next(value)
}

/**
 * The promise of a handler that answers by itself, or nothing. What it resolves with must be the reply: of nothing
 * Fastify would make an answer while this one is still held up by a hook.
 */
export function promised<T> (value: MaybePromise<T>): Promise<T> | undefined {
  return value instanceof Promise ? value : undefined
}
