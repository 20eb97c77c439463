import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fromWorld } from '../../src/fixtures/from-world.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { listDialogs } from '../../src/inspector/page/model/dialogs.ts'
import { nextWorld } from '../../src/inspector/page/model/world.ts'
import { group, ofOwner, ofSender } from '../helpers/world.ts'
import { openPage } from './things.ts'

test.for([['default', 'Weekend in Lisbon'], ['team', 'Café team']] as const)(
  'the world %s opens on %s',
  async ([name, title]) => {
    const world = fromWorld(await readWorld(JSON.parse(readFileSync(`fixtures/${name}.json`, 'utf8'))))
    const { sessions, ...state } = JSON.parse(JSON.stringify(world))
    expect(listDialogs(nextWorld(state, sessions))[0]?.dialog.name).toBe(title)
  }
)

test('a dialog keeps its place when its messages are destroyed, and when it is', async () => {
  const { store, look } = await openPage()
  const before = await look()
  const places = listDialogs(before).map(({ dialog }) => dialog._id)
  await store.destroyMessages([ofSender, ofOwner])
  const after = await look(before)
  expect(listDialogs(after)[0]).toMatchObject({ messages: 0, everWere: 2, destroyed: false })
  await store.destroyDialogs([group])
  expect(listDialogs(await look(after)).map(({ dialog }) => dialog._id)).toEqual(places)
})
