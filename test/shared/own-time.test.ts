import { expect, onTestFinished, test, vi } from 'vitest'
import { afterOwnTime } from '../../src/shared/own-time.ts'

const turn = () => new Promise((resolve) => { setImmediate(resolve) })
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

test.each([[0, 1], [10, 10], [50, 50], [120, 120], [1800, 1800]])('%i ms have passed after %i', (ms, passed) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => { vi.useRealTimers() })
  const act = vi.fn()
  afterOwnTime(ms, act)
  vi.advanceTimersByTime(passed - 1)
  expect(act).toHaveBeenCalledTimes(passed > ms ? 1 : 0)
  vi.advanceTimersByTime(1)
  expect(act).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(10_000)
  expect(act).toHaveBeenCalledTimes(1)
})

test.each([0, 70])('that is called off after %i ms never comes', (passed) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => { vi.useRealTimers() })
  const act = vi.fn()
  const callOff = afterOwnTime(100, act)
  vi.advanceTimersByTime(passed)
  callOff()
  vi.advanceTimersByTime(10_000)
  expect(act).not.toHaveBeenCalled()
})

test('a machine that has no time for it takes none of it', async () => {
  const act = vi.fn()
  const callOff = afterOwnTime(100, act)
  await turn()
  standStill(300)
  await turn()
  expect(act).not.toHaveBeenCalled()
  callOff()
})
