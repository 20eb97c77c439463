// @ts-check
// node --test test/examples/node-test.js
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { startMockServer } from 'quickblox-delete-mock'

const dialog = '66389df0a28f9a0cc7cb0f9a'

/** @type {import('quickblox-delete-mock').MockServer} */
let mock

before(async () => { mock = await startMockServer({ fixtures: 'fixtures/team.json' }) })
beforeEach(() => mock.reset())
after(() => mock.close())

/** @param {string} token */
const deleteDialog = (token, query = '') =>
  fetch(`${mock.url}/chat/Dialog/${dialog}.json${query}`, { method: 'DELETE', headers: { 'QB-Token': token } })

/** @param {number} as */
const dialogsOf = async (as) => (await mock.state({ as })).dialogs.map(({ _id }) => _id)

test('a private dialog is hidden from who deletes it', async () => {
  assert.equal((await deleteDialog('max-token')).status, 200)
  assert.ok(!(await dialogsOf(303)).includes(dialog))
  assert.ok((await dialogsOf(301)).includes(dialog))
})

test('only its owner deletes it for both', async () => {
  assert.equal((await deleteDialog('max-token', '?force=1')).status, 403)
  assert.equal((await deleteDialog('olivia-token', '?force=1')).status, 200)
  assert.deepEqual(mock.requests({ id: dialog }).map(({ verdicts: [first] }) => first?.reason), ['D5', 'D6'])
})

test('a server that fails once has deleted nothing', async () => {
  await mock.fail({ status: 503 })
  assert.equal((await deleteDialog('max-token')).status, 503)
  assert.ok((await dialogsOf(303)).includes(dialog))
  assert.equal((await deleteDialog('max-token')).status, 200)
})
