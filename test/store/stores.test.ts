import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'
import { memoryStores } from '../../src/store/memory/memory-stores.ts'
import { StoreError, UnstorableError, reasonOf } from '../../src/store/stores.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { d, dialog, m, message, small, sorted, user, world } from './things.ts'

onEveryStore('the stores of a server', (place) => {
  test('find a workspace once it is open, and no more when it is dropped', async () => {
    const stores = await (await place())()
    expect(await stores.find('one')).toBeUndefined()
    const opened = await stores.open('one', () => small)
    await opened.view().destroyDialogs([d(1)])
    expect(sorted(await (await stores.open('one', () => world())).dump())).toEqual(sorted(await opened.dump()))
    expect(await (await stores.find('one'))?.view().findDialogs([d(1), d(3)])).toEqual([undefined, small.dialogs[2]])
    expect(await stores.find('two')).toBeUndefined()
    await stores.drop('one')
    expect(await stores.find('one')).toBeUndefined()
    expect(sorted(await (await stores.open('one', () => small)).dump())).toEqual(small)
    await stores.close()
  })

  test('open what could not be seeded as soon as it can be', async () => {
    const stores = await (await place())()
    await expect(stores.open('late', () => Promise.reject(new Error('no file')))).rejects.toThrow('no file')
    expect(sorted(await (await stores.open('late', () => small)).dump())).toEqual(small)
    await stores.close()
  })

  test('a workspace goes back to what it was given last, but for what is said to be the same', async () => {
    const stores = await (await place())()
    const workspace = await stores.open('again', () => small)
    const other = world({ users: [user(7)] })
    await workspace.replace(other, 'same')
    expect([sorted(await workspace.dump()), sorted(await workspace.seed())]).toEqual([other, small])
    await workspace.replace(other)
    expect(await workspace.seed()).toEqual(other)
    await workspace.replace(small, 'own')
    expect(sorted(await workspace.seed())).toEqual(small)
    await stores.close()
  })

  test.each([[[1, 2]], [[2, 1]]])(
    'of messages of one second the greatest id is the newest, added as %j',
    async (order) => {
      const stores = await (await place())()
      const messages = order.map((n) => message(n, { date_sent: 5 }))
      const workspace = await stores.open(`newest-${order.join('-')}`, () => world({ dialogs: [dialog(1)], messages }))
      expect((await workspace.view().newestMessages([d(1)])).map(({ _id }) => _id)).toEqual([m(2)])
      await stores.close()
    }
  )
})

test('stores in memory say what they are, and keep nothing when they are closed', async () => {
  const stores = memoryStores('memory, for a test')
  expect([stores.kind, stores.description]).toEqual(['memory', 'memory, for a test'])
  await stores.open('one', () => small)
  await stores.close()
  expect(await stores.find('one')).toBeUndefined()
})

describe('what a store says', () => {
  test.each([
    [new Error('is down'), 'is down'],
    [new Error('is down.'), 'is down'],
    [new Error(' first\n\n  second.\n'), 'first second'],
    [new Error('v1.2 is old'), 'v1.2 is old'],
    ['a text', 'a text']
  ])('of %o, in one line', (error, line) => {
    expect(reasonOf(error)).toBe(line)
  })

  test('of what it can\'t hold, all of it', () => {
    const error = new UnstorableError(['one', 'two'])
    expect([error.name, error.message, error.problems]).toEqual(['StoreError', 'one\ntwo', ['one', 'two']])
    expect([new StoreError('x').name, new StoreUnavailableError('x').name]).toEqual([
      'StoreError',
      'StoreUnavailableError'
    ])
  })
})
