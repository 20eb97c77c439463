import { expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import { group, ofOwner, otherGroup } from '../helpers/world.ts'

const calls = [
  ['GET', '/session', 200],
  ['GET', '/users', 200],
  ['GET', '/users/by_login', 422],
  ['GET', '/users/by_email', 422],
  ['GET', '/users/by_full_name', 422],
  ['GET', '/users/1', 200],
  ['GET', '/chat/Dialog', 200],
  ['POST', '/chat/Dialog', 422],
  ['GET', `/chat/Dialog/${group}`, 200],
  ['PUT', `/chat/Dialog/${group}`, 200],
  ['GET', '/chat/Message', 422],
  ['POST', '/chat/Message', 422],
  ['PUT', '/chat/Message', 422],
  ['GET', '/chat/Message/unread', 200],
  ['GET', `/chat/Message/${ofOwner}`, 200],
  ['PUT', `/chat/Message/${ofOwner}`, 200],
  ['DELETE', `/chat/Message/${ofOwner}`, 200],
  ['DELETE', `/chat/Dialog/${otherGroup}`, 200],
  ['POST', '/login', 422],
  ['DELETE', '/login', 200],
  ['POST', '/session', 422]
] as const

test('a server has every call of the vendor, with .json and without', async () => {
  for (const end of ['.json', '']) {
    await using wire = await openWire(await openStores({ store: 'memory' }))
    const answers: unknown[] = []
    for (const [method, path] of calls) {
      const { statusCode } = await wire.app.inject({ method, url: path + end, headers: as.user(1) })
      answers.push([method, path, statusCode])
    }
    expect(answers).toEqual(calls)
  }
})
