import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'

// The requests of the vendor's two pages, as curl sends them: with -d the label stays what -H says.
const json = { 'content-type': 'application/json' }
const token = { ...json, 'qb-token': 'eddf864695d72d33b959eec2ae6c640d817dfada' }
const key = { ...json, authorization: 'ApiKey 28irlNAGasWDSupO9Vw0BBMZfuHrAUYKpmroS9yBORI' }
const behalf = { ...key, 'on-behalf-of': '123' }

const messages = '/chat/Message/5d76b949a0eb4721f80b72ab,5d76b657a28f9a0cc7cb0f99,5d76b6sdfff9a0cc7cb023.json'
const dialogs = '/chat/Dialog/5d75626ea28f9a1490cb0f98,5d7562d4a28f9a1694cb0f9b,5d7562d4a2123a1694cb0f9b.json'
const oneDialog = '/chat/Dialog/53aabe15e4b077ddd43e7fd6.json'

const documented =
  '{"SuccessfullyDeleted":{"ids":["5d76b657a28f9a0cc7cb0f99","5d76b949a0eb4721f80b72ab"]},"NotFound":{"ids":["5d76b6sdfff9a0cc7cb023"]}}'
const threeDialogs =
  '{"SuccessfullyDeleted":{"ids":["5d75626ea28f9a1490cb0f98","5d7562d4a2123a1694cb0f9b","5d7562d4a28f9a1694cb0f9b"]},"WrongPermissions":{"ids":[]},"NotFound":{"ids":[]}}'

describe('the documented requests on the default world', () => {
  let mock: MockServer
  beforeEach(async () => { mock = await startMockServer() })
  afterEach(() => mock.close())

  test.each([
    ['delete messages from all chat histories', token, messages, 'force=1', documented],
    ['delete messages from your own chat history', token, messages, undefined, documented],
    ['delete messages from a specific user\'s chat history with the API key', behalf, messages, undefined, documented],
    ['delete messages from all chat histories with the API key', key, messages, undefined, documented],
    ['hard delete messages with the API key', key, messages, 'force=1', documented],
    ['delete dialogs from your own chat history', token, dialogs, undefined, threeDialogs],
    ['delete dialogs from all chat histories', token, dialogs, 'force=1', threeDialogs],
    ['delete dialogs from a specific user\'s chat history with the API key', behalf, dialogs, undefined, threeDialogs],
    ['delete dialogs with the API key', key, dialogs, undefined, threeDialogs],
    ['delete one dialog', token, oneDialog, undefined, '']
  ])('%s', async (_, headers, path, body, expected) => {
    const answer = await fetch(mock.url + path, { method: 'DELETE', headers, ...(body !== undefined && { body }) })
    expect([answer.status, await answer.text()]).toEqual([200, expected])
    const again = await fetch(mock.url + path, { method: 'DELETE', headers: key })
    const gone = body !== undefined || headers === key
    if (gone) expect([again.status, await again.json()]).toEqual([404, { errors: ["The resource wasn't found"] }])
    else expect(again.status).toBe(200)
  })
})
