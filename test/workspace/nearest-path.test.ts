import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { chatNames, nearestPath } from '../../src/workspace/journal/nearest-path.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'

let control: Administered
beforeAll(async () => { control = await administer(await openStores({ store: 'memory' })) })
afterAll(() => control[Symbol.asyncDispose]())

test.for([
  ['/chat/Messages/1.json', '/chat/Message'],
  ['/chat/message/1.json?force=1', '/chat/Message'],
  ['/chat/Mesage.json', '/chat/Message'],
  ['/chat/dialogs', '/chat/Dialog'],
  ['/chat/Message/1/delete.json', '/chat/Message/ID'],
  ['/chat/Message/123/delete.json', '/chat/Message/ID'],
  ['/chat/Dialog/1/occupants?skip=1', '/chat/Dialog/ID'],
  ['/chat/Message/1.json?path=a/b/c', undefined],
  ['/chat/Message/1/', undefined],
  ['/chat/Message/unread.json', undefined],
  ['/chat/Dialog/1.json', undefined],
  ['/chat/Message.json', undefined],
  ['/chat/xyz/1.json', undefined],
  ['/chat', undefined],
  ['/users.json', undefined],
  ['/users/chat/Messages', undefined]
] as const)('the path most like %s is %s', ([url, path]) => {
  expect(nearestPath(url)).toBe(path)
})

test('the names are those of the calls', () => {
  const names = control.app.printRoutes({ commonPrefix: false }).match(/(?<=chat\/)\w+/g) ?? []
  expect([...new Set(names)].sort()).toEqual([...chatNames].sort())
})

describe('the journal', () => {
  test('names the path that was meant', async () => {
    await control.delete('/chat/Messages/aaaaaaaaaaaaaaaaaaaa0001.json', 3)
    expect(await control.admin('GET', '/requests?limit=1')).toMatchObject([200, {
      requests: [{ response: { status: 404 }, nearest: '/chat/Message' }]
    }])
  })

  test('names none where the path is known', async () => {
    await control.delete('/chat/Message/ffffffffffffffffffffffff.json', 3)
    const [, body] = await control.admin('GET', '/requests?limit=1')
    expect((body as { requests: object[] }).requests[0]).not.toHaveProperty('nearest')
  })
})
