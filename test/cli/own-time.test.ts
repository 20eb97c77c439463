import { setImmediate, setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ownTime } from '../../src/cli/own-time.ts'

/** Nothing of this process goes on, as when a busy machine lets it stand still. */
function standStill (milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

test('is over when a process has had it', async () => {
  const began = performance.now()
  await ownTime(200)
  // Timers count whole milliseconds.
  expect(performance.now() - began).toBeGreaterThan(195)
})

test('does not pass while a process stands still: what is under way goes on before it is over', async () => {
  let isOver = false
  const over = ownTime(200, 10).then(() => { isOver = true })
  standStill(300)
  await setTimeout(0)
  await setImmediate()
  expect(isOver).toBe(false)
  await over
})
