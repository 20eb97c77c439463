import { beforeEach, expect, test } from 'vitest'
import { MemoryWorkspace } from '../../src/store/memory/memory-workspace.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { exportOf } from '../../src/workspace/export.ts'
import { Journal } from '../../src/workspace/journal/journal.ts'
import { addFixtures, readSource, replaceFixtures } from '../../src/workspace/load.ts'
import { destroyedIn, stateOf } from '../../src/workspace/state.ts'
import { Workspace } from '../../src/workspace/workspace.ts'
import { group, inPrivate, ofOwner, ofSender, otherGroup, privateDialog, publicGroup, world } from '../helpers/world.ts'

let workspace: Workspace
beforeEach(async () => {
  workspace = new Workspace('w', { store: new MemoryWorkspace(await readWorld(world)), journal: new Journal(0) })
})

const ids = (things: ReadonlyArray<{ readonly _id: string }>) => things.map(({ _id }) => _id)

test('the state is everything but the sessions', async () => {
  const state = await stateOf(workspace)
  expect(Object.keys(state)).toEqual(['applications', 'users', 'dialogs', 'messages'])
  expect([state.users.length, state.dialogs.length, state.messages.length]).toEqual([7, 5, 6])
})

test('the state of a user is what he sees', async () => {
  await workspace.store.view().hideMessages([ofSender], 2)
  await workspace.store.view().hideDialogs([privateDialog], 2)
  const { applications, users, dialogs, messages } = await stateOf(workspace, 2)
  expect(applications.map(({ id }) => id)).toEqual([10])
  expect(users.map(({ id }) => id)).toEqual([1, 2, 3, 4, 9])
  expect(ids(dialogs)).toEqual([group, publicGroup, otherGroup])
  expect(ids(messages)).not.toContain(ofSender)
  expect(ids(messages)).not.toContain(inPrivate)
  expect(ids(messages)).toContain(ofOwner)
  await expect(stateOf(workspace, 77)).rejects.toMatchObject({ statusCode: 404, message: 'There is no user 77' })
})

test('what of the fixtures is no more is told as it was', async () => {
  expect(await destroyedIn(workspace)).toEqual({ dialogs: [], messages: [] })
  await workspace.store.view().destroyMessages([ofOwner])
  await workspace.store.view().destroyDialogs([privateDialog])
  const { dialogs, messages } = await destroyedIn(workspace)
  expect([ids(dialogs), ids(messages)]).toEqual([[privateDialog], [ofOwner, inPrivate]])
  expect(messages[0]).toMatchObject({ message: 'two' })
})

test('what is exported is in order, whatever the order that it is kept in', async () => {
  const { applications, users, sessions, dialogs, messages } = await readWorld(world)
  await workspace.replace(() => ({
    applications: applications.toReversed(),
    users: users.toReversed(),
    sessions: sessions.toReversed(),
    dialogs: [...dialogs.slice(2), ...dialogs.slice(0, 2)],
    messages: [...messages.slice(3), ...messages.slice(0, 3)]
  }))
  const exported = await exportOf(workspace)
  expect(exported.applications.map(({ id }) => id)).toEqual([10, 20])
  expect(exported.users.map(({ id }) => id)).toEqual([1, 2, 3, 4, 9, 900, 901])
  const tokens = exported.sessions.map(({ token }) => token)
  expect(tokens).toEqual(tokens.toSorted())
  expect([ids(exported.dialogs), ids(exported.messages)]).toEqual([ids(dialogs), ids(messages)])
})

test('fixtures are added to what is there, or put in its place, or nothing is done', async () => {
  const user = { id: 5, application_id: 10, login: 'five' }
  const added = await addFixtures(workspace, await readSource({ users: [user] }))
  expect([added.users.length, (await stateOf(workspace)).users.length]).toEqual([1, 8])
  await expect(addFixtures(workspace, await readSource([{ users: [user] }]))).rejects.toThrow('user 5 is taken')
  await expect(addFixtures(workspace, await readSource('nowhere.json'))).rejects.toThrow('no such file')
  await expect(replaceFixtures(workspace, await readSource(['nowhere.json', world]))).rejects.toThrow('no such file')
  await expect(replaceFixtures(workspace, await readSource({ users: [user] }))).rejects
    .toThrow('there is no application')
  expect((await stateOf(workspace)).users).toHaveLength(8)
  expect((await replaceFixtures(workspace, await readSource([world, { users: [user] }]))).users).toHaveLength(8)
  expect((await workspace.store.seed()).users).toHaveLength(8)
})
