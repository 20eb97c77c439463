import { describe, expect, test, vi } from 'vitest'
import type { Plan, PlanBounds, SharedPlans } from '../../../src/store/shared-plans.ts'
import { SharedFaults } from '../../../src/workspace/faults/shared-faults.ts'

/** Plans as another server may change them. */
class Plans implements SharedPlans {
  known: readonly Plan[] = []
  bounds: PlanBounds | undefined
  isFull = false
  #next = 1

  async add (text: string, left: Plan['left'], bounds: PlanBounds): Promise<Plan | undefined> {
    this.bounds = bounds
    if (this.isFull) return undefined
    const plan = { number: this.#next++, left, text }
    this.known = [...this.known, plan]
    return plan
  }

  async remove (number: number): Promise<boolean> {
    const before = this.known.length
    this.known = this.known.filter((plan) => plan.number !== number)
    return this.known.length < before
  }

  async clear (): Promise<void> {
    this.known = []
  }

  async use (number: number): Promise<boolean> {
    const plan = this.known.find((one) => one.number === number)
    const left = Number(plan?.left ?? 0) - 1
    this.known = this.known.flatMap((one) => one !== plan ? [one] : left > 0 ? [{ ...one, left }] : [])
    return left >= 0
  }
}

const open = () => {
  const plans = new Plans()
  return { plans, faults: new SharedFaults(plans) }
}
const request = { method: 'DELETE', url: '/chat/Message/a', caller: null }

describe('faults that several servers share', () => {
  test('are planned once and before a deletion where nothing else is said', async () => {
    const { plans, faults } = open()
    expect(faults.none).toBe(true)
    const once = await faults.plan({ status: 503 })
    const always = await faults.plan({ delayMs: 1, times: 'always', when: 'after' })
    expect([once, always]).toEqual([
      { id: 'fault-1', status: 503, times: 1, when: 'before' },
      { id: 'fault-2', delayMs: 1, times: 'always', when: 'after' }
    ])
    expect([faults.none, faults.list(), faults.list()]).toEqual([false, [once, always], [once, always]])
    expect(plans.bounds).toEqual({ plans: 1000, length: 8 * 1024 * 1024 })
  })

  test('are told as they are now', async () => {
    const { plans, faults } = open()
    await faults.plan({ times: 3 })
    expect(faults.list()).toBe(faults.list())
    await plans.use(1)
    expect(faults.list()).toMatchObject([{ id: 'fault-1', times: 2 }])
    await faults.clear()
    expect([faults.list(), faults.none]).toEqual([[], true])
    await faults.plan({})
    faults.forget()
    expect(faults.list()).toHaveLength(1)
  })

  test.each([
    [1000, 'There are 1000 faults planned already'],
    [999, 'The faults planned take more than 8 MiB together']
  ])('are no more than there is room for: with %i', async (count, problem) => {
    const { plans, faults } = open()
    plans.known = Array.from({ length: count }, (_, n) => ({ number: n, left: 1, text: '{}' }))
    plans.isFull = true
    await expect(faults.plan({})).rejects.toMatchObject({
      statusCode: 409,
      problems: [expect.stringMatching(`^${problem}, which is the most there can be: take some back, or plan `)]
    })
  })

  test('are taken back by their ids, and nothing else is', async () => {
    const { plans, faults } = open()
    for (let n = 0; n < 12; n++) await faults.plan({})
    const remove = vi.spyOn(plans, 'remove')
    for (const id of ['1', 'fault-', 'fault-0', 'fault-01', 'xfault-1', 'fault-1x', `fault-${'1'.repeat(16)}`]) {
      expect(await faults.cancel(id)).toBe(false)
    }
    expect(remove).not.toHaveBeenCalled()
    expect([await faults.cancel('fault-12'), await faults.cancel('fault-12')]).toEqual([true, false])
    expect(faults.list()).toHaveLength(11)
  })

  test('happen to the requests that they are meant for, the first one planned first', async () => {
    const { faults } = open()
    await faults.plan({ match: { method: 'GET' }, status: 500 })
    await faults.plan({ match: { id: 'a' }, status: 501, times: 2 })
    await faults.plan({ status: 502, times: 'always' })
    const taken = []
    for (let n = 0; n < 4; n++) taken.push(await faults.take(request))
    expect(taken.map((fault) => fault?.status)).toEqual([501, 501, 502, 502])
    expect(faults.list().map(({ status }) => status)).toEqual([500, 502])
  })

  test('that others have used up are passed over', async () => {
    const { plans, faults } = open()
    await faults.plan({ status: 501 })
    await faults.plan({ status: 502 })
    const use = vi.spyOn(plans, 'use').mockImplementationOnce(async (number) => {
      await plans.remove(number)
      return false
    })
    expect(await faults.take(request)).toMatchObject({ status: 502 })
    expect(use.mock.calls).toEqual([[1], [2]])
    expect(await faults.take(request)).toBeNull()
  })
})
