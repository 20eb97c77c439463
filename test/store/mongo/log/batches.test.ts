import { expect, test } from 'vitest'
import { Batches } from '../../../../src/store/mongo/log/batches.ts'

interface Write {
  readonly texts: readonly string[]
  readonly done: () => void
  readonly failed: (error: Error) => void
}

const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

/** Batches of at most three texts or ten characters, whose writes end when a test says so. */
function batches () {
  const writes: Write[] = []
  const all = new Batches(
    (texts) => new Promise((resolve, reject) => { writes.push({ texts, done: resolve, failed: reject }) }),
    { count: 3, length: 10 }
  )
  const written = () => writes.map(({ texts }) => texts)
  return { all, writes, written }
}

test('a text that comes alone is written at once, and resolves when it is', async () => {
  const { all, writes, written } = batches()
  let resolved = false
  const added = all.add('a').then(() => { resolved = true })
  expect(written()).toEqual([['a']])
  await turn()
  expect(resolved).toBe(false)
  writes[0]?.done()
  await added
  expect(resolved).toBe(true)
})

test.each<[string, string[], string[][]]>([
  ['together', ['b', 'c'], [['b', 'c']]],
  ['as many as a write takes', ['b', 'c', 'd', 'e'], [['b', 'c', 'd'], ['e']]],
  ['as long as a write takes', ['12345', '67890', 'x'], [['12345', '67890'], ['x']]],
  ['alone, where one is longer', ['b', 'longer than ten', 'c'], [['b'], ['longer than ten'], ['c']]]
])('texts that come meanwhile are written next: %s', async (_, texts, expected) => {
  const { all, writes, written } = batches()
  const added = ['a', ...texts].map((text) => all.add(text))
  for (let n = 0; n <= expected.length; n++) {
    expect(written()).toEqual([['a'], ...expected].slice(0, n + 1))
    writes[n]?.done()
    await turn()
  }
  await Promise.all(added)
})

test('of a write that fails all its texts tell, and the next goes on', async () => {
  const { all, writes, written } = batches()
  const added = ['a', 'b', 'c'].map((text) => all.add(text))
  writes[0]?.done()
  await turn()
  const refused = added.slice(1).map((one) => expect(one).rejects.toThrow('no disk'))
  const later = all.add('d')
  writes[1]?.failed(new Error('no disk'))
  await turn()
  expect(written()).toEqual([['a'], ['b', 'c'], ['d']])
  writes[2]?.done()
  await Promise.all([added[0], later, ...refused])
})
