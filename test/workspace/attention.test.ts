import { expect, test, vi } from 'vitest'
import { Attention } from '../../src/workspace/attention.ts'
import type { LogReader, SharedLog } from '../../src/store/shared-log.ts'

/** A log of other servers, and who listens to it. */
function others () {
  const texts: string[] = []
  const told: string[] = []
  const hear = vi.fn(async () => {})
  const reader = vi.fn(async (): Promise<LogReader> => ({ next: async () => texts.splice(0) }))
  const log = { reader } as unknown as SharedLog
  return { texts, told, hear, reader, attention: new Attention({ hear }, log, (text) => { told.push(text) }) }
}

const until = (isSo: () => boolean) => vi.waitUntil(isSo, { timeout: 60_000, interval: 5 })

/** Pays attention once nobody is listened to any more: then there is another reader. */
async function payAnew ({ attention, reader }: ReturnType<typeof others>): Promise<() => void> {
  const before = reader.mock.calls.length
  return vi.waitUntil(async () => {
    const stop = await attention.pay()
    if (reader.mock.calls.length > before) return stop
    stop()
    return undefined
  }, { timeout: 60_000, interval: 5 })
}

test('what others do is told in order while somebody pays attention', async () => {
  const all = others()
  const stop = await all.attention.pay()
  all.texts.push('one', 'two')
  await until(() => all.told.length === 2)
  all.texts.push('three')
  await until(() => all.told.length === 3)
  expect([all.told, all.reader.mock.calls.length]).toEqual([['one', 'two', 'three'], 1])
  stop()
  const again = await payAnew(all)
  all.texts.push('four')
  await until(() => all.told.length === 4)
  again()
})

test('of several who pay attention, the last one ends it, however often the first one stops', async () => {
  const all = others()
  const [first, last] = [await all.attention.pay(), await all.attention.pay()]
  for (let n = 0; n < 3; n++) first()
  const looks = all.hear.mock.calls.length
  await until(() => all.hear.mock.calls.length > looks + 2)
  expect(all.reader).toHaveBeenCalledTimes(1)
  last()
  const again = await payAnew(all)
  all.texts.push('again')
  await until(() => all.told.length === 1)
  again()
})

test('who can\'t be given attention to is told so, and the next one tries again', async () => {
  const all = others()
  all.reader.mockRejectedValueOnce(new Error('away'))
  const paid = await Promise.allSettled([all.attention.pay(), all.attention.pay()])
  expect(paid.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  const stop = await all.attention.pay()
  all.texts.push('heard')
  await until(() => all.told.length === 1)
  stop()
})

test('while the database does not answer there is nothing to hear, and afterwards there is', async () => {
  const all = others()
  all.hear.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'))
  const stop = await all.attention.pay()
  all.texts.push('heard')
  await until(() => all.told.length === 1)
  expect(all.hear.mock.calls.length).toBeGreaterThan(2)
  stop()
})
