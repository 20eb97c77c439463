import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SeedThings, seedOf } from '../../src/store/memory/seed.ts'
import { MemoryTable } from '../../src/store/memory/table.ts'
import { small, world } from './things.ts'

interface Thing {
  readonly _id: string
  readonly deleted_for: readonly number[]
  readonly text?: string
}

type Act = { readonly what: 'hide' | 'delete' | 'set', readonly id: string, readonly user: number }

const id = fc.constantFrom('a', 'b', 'c', 'd')
const user = fc.integer({ min: 1, max: 3 })
const things = fc.uniqueArray(fc.record({ _id: id, deleted_for: fc.uniqueArray(user, { maxLength: 2 }) }), {
  selector: (thing) => thing._id
})
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({ what: fc.constantFrom('hide', 'delete', 'set'), id, user }),
  { maxLength: 30 }
)

/** What a table of things is for whoever has no seed to spare. */
function act (map: Map<string, Thing>, { what, id, user }: Act): unknown {
  const thing = map.get(id)
  if (what === 'delete') return map.delete(id)
  if (what === 'set') {
    map.set(id, { _id: id, deleted_for: [], text: `${user}` })
    return undefined
  }
  if (thing === undefined || thing.deleted_for.includes(user)) return false
  map.set(id, { ...thing, deleted_for: [...thing.deleted_for, user] })
  return true
}

function actOn (table: MemoryTable<Thing>, { what, id, user }: Act): unknown {
  if (what === 'delete') return table.delete(id)
  return what === 'set' ? table.set({ _id: id, deleted_for: [], text: `${user}` }) : table.hide(id, user)
}

const sorted = (all: Iterable<Thing>): Thing[] => [...all].sort((one, other) => one._id < other._id ? -1 : 1)

test('tables of one seed are each as if it were their own', () => {
  fc.assert(fc.property(things, acts, acts, (given, ...plans) => {
    const before = structuredClone(given)
    const seed = new SeedThings<Thing>(given)
    const mapped = given.map((one): [string, Thing] => [one._id, one])
    const pairs = plans.map((plan) => ({ plan, table: new MemoryTable(seed), map: new Map(mapped) }))
    for (const { plan, table, map } of pairs) for (const one of plan) expect(actOn(table, one)).toBe(act(map, one))
    for (const { table, map } of pairs) {
      expect(sorted(table.all())).toEqual(sorted(map.values()))
      expect(['a', 'b', 'c', 'd'].map((one) => table.get(one))).toEqual(['a', 'b', 'c', 'd'].map((one) => map.get(one)))
    }
    expect(given).toEqual(before)
  }))
})

test('all that is hidden from the same users shares one list of them', () => {
  const table = new MemoryTable(new SeedThings<Thing>(['a', 'b', 'c'].map((_id) => ({ _id, deleted_for: [] }))))
  for (const id of ['a', 'b']) for (const user of [1, 2]) table.hide(id, user)
  table.hide('c', 1)
  const [a, b, c] = ['a', 'b', 'c'].map((id) => table.get(id)?.deleted_for)
  expect([a, c]).toEqual([[1, 2], [1]])
  expect(a).toBe(b)
})

test('all that begins with one world shares its things', () => {
  expect(seedOf(small)).toBe(seedOf(small))
  expect(seedOf({ ...small })).not.toBe(seedOf(small))
  expect(seedOf(world()).messages.things).toEqual([])
})
