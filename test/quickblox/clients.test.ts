import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { group, ofSender, otherGroup, publicGroup } from '../helpers/world.ts'

interface Row {
  readonly client: string
  readonly path: string
  /** Of the user who asks. */
  readonly token: string
  readonly headers: readonly string[]
  readonly body?: string
  readonly status: number
  readonly answer: unknown
}

const groups = (deleted: readonly string[], missing: readonly string[], forbidden: readonly string[]): unknown =>
  ({ SuccessfullyDeleted: { ids: deleted }, NotFound: { ids: missing }, WrongPermissions: { ids: forbidden } })
const deletedMessage = { SuccessfullyDeleted: { ids: [ofSender] }, NotFound: { ids: [] } }

const common = [
  'Host: mock',
  'Connection: close',
  'Accept-Encoding: gzip, deflate',
  'QuickBlox-REST-API-Version: 0.1.1'
] as const
const form = 'Content-Type: application/x-www-form-urlencoded; charset=UTF-8'

/** What each kind of client puts on the wire, in the parts that differ from one to the other. */
const clients: readonly Row[] = [
  {
    client: 'Android: force in the query, no body',
    path: `/chat/Message/${ofSender}.json?force=1`,
    token: 'token-of-2',
    headers: ['User-Agent: Android', 'QB-SDK: Android 4.1'],
    status: 200,
    answer: deletedMessage
  },
  {
    client: 'Android: several dialogs, force in the query, commas encoded',
    path: `/chat/Dialog/${group}%2CnotExistentId%2C${publicGroup}.json?force=1`,
    token: 'token-of-1',
    headers: ['QB-SDK: Android 4.1', 'Content-Length: 0'],
    status: 200,
    answer: groups([group, publicGroup].sort(), ['notExistentId'], [])
  },
  {
    client: '.NET: no content type, no body',
    path: `/chat/Dialog/${otherGroup}.json`,
    token: 'token-of-2',
    headers: ['Content-Length: 0'],
    status: 200,
    answer: ''
  },
  {
    client: '.NET: a body without a content type',
    path: `/chat/Message/${ofSender}.json`,
    token: 'token-of-2',
    headers: [],
    body: 'force=1',
    status: 200,
    answer: deletedMessage
  },
  {
    client: 'written by hand: several dialogs, no .json',
    path: `/chat/Dialog/${group},${otherGroup}`,
    token: 'token-of-3',
    headers: [],
    status: 200,
    answer: groups([group], [], [otherGroup])
  },
  {
    client: 'written by hand: one dialog twice',
    path: `/chat/Dialog/${group},${group}`,
    token: 'token-of-3',
    headers: [],
    status: 200,
    answer: groups([group], [], [])
  },
  {
    client: 'jQuery: a form labelled as JSON',
    path: `/chat/Message/${ofSender}.json`,
    token: 'token-of-2',
    headers: ['Content-Type: application/json', 'X-Requested-With: XMLHttpRequest', 'Accept: */*'],
    body: 'force=1',
    status: 200,
    answer: deletedMessage
  },
  {
    client: 'jQuery: labelled as JSON, nothing in it',
    path: `/chat/Message/${ofSender}.json`,
    token: 'token-of-3',
    headers: ['Content-Type: application/json; charset=utf-8', 'Content-Length: 0'],
    status: 200,
    answer: deletedMessage
  },
  {
    client: 'the JavaScript SDK: a form',
    path: `/chat/Dialog/${group},notExistentId.json`,
    token: 'token-of-1',
    headers: [form, 'QB-OS: Linux', 'QB-SDK: JS 2.23.0 - Client'],
    body: 'force=1',
    status: 200,
    answer: groups([group], ['notExistentId'], [])
  },
  {
    client: 'the JavaScript SDK: labelled as a form, no body',
    path: `/chat/Message/${ofSender}.json`,
    token: 'token-of-3',
    headers: [form, 'QB-OS: Linux', 'QB-SDK: JS 2.23.0 - Client'],
    status: 200,
    answer: deletedMessage
  },
  {
    client: 'the documentation\'s curl: a form labelled as JSON, refused to who may not',
    path: `/chat/Dialog/${group}.json`,
    token: 'token-of-3',
    headers: ['Content-Type: application/json', 'User-Agent: curl/8.5.0', 'Accept: */*'],
    body: 'force=1',
    status: 403,
    answer: { errors: ["You don't have appropriate permissions to perform this operation"] }
  }
]

describe('the requests of other clients, byte for byte', () => {
  let wire: Wire
  beforeAll(async () => {
    wire = await openWire(await openStores({ store: 'memory' }))
    await wire.app.listen({ host: '127.0.0.1', port: 0 })
  })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())

  async function send (
    { path, token, headers, body }: Row
  ): Promise<{ status: number, head: string, answer: unknown }> {
    const socket = connect((wire.app.server.address() as AddressInfo).port, '127.0.0.1')
    const length = body === undefined ? [] : [`Content-Length: ${body.length}`]
    socket.write(
      [`DELETE ${path} HTTP/1.1`, ...common, `QB-Token: ${token}`, ...headers, ...length, '', body ?? ''].join('\r\n')
    )
    const [head = '', payload = ''] = (await text(socket)).split('\r\n\r\n')
    return { status: Number(head.split(' ')[1]), head, answer: payload === '' ? '' : JSON.parse(payload) }
  }

  test.each(clients)('$client', async (row) => {
    const { status, head, answer } = await send(row)
    expect({ status, answer }).toEqual({ status: row.status, answer: row.answer })
    if (answer === '') expect(head).toMatch(/^content-length: 0$/im)
  })

  test.each(
    clients.filter(({ path, body }) =>
      path.includes('/chat/Message/') && (path.includes('force=1') || body !== undefined)
    )
  )('$client: it is gone for everybody', async (row) => {
    await send(row)
    expect(await wire.workspace.store.view().findMessages([ofSender])).toEqual([undefined])
  })
})
