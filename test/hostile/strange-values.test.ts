import { createHmac } from 'node:crypto'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signedText } from '../../src/quickblox/signature.ts'
import { parseJson } from '../../src/shared/parse-json.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { as } from '../helpers/wire.ts'
import { group, ofOwner, ofSender, world } from '../helpers/world.ts'
import { expectUntouchedPrototypes } from './prototypes.ts'

vi.setConfig({ testTimeout: 3_600_000 })

let control: Administered
beforeAll(async () => { control = await administer(await openStores()) })
afterAll(() => control?.[Symbol.asyncDispose]())

/**
 * What no field means. Most have no prototype once they are read, so that none of the methods which every other object
 * has is there.
 */
const values = [
  '{}',
  '[]',
  '[[]]',
  '[{}]',
  '{"a":{}}',
  '{"0":{}}',
  '[[{}],{}]',
  '{"toString":1,"valueOf":{}}',
  '{"__proto__":{"force":1}}',
  '{"constructor":{"prototype":1}}',
  '{"then":1}',
  '{"length":3}',
  '{"toJSON":{}}',
  '[null]',
  '[true,1,"x",{}]',
  'null',
  'true',
  '0',
  '-1',
  '1.5',
  '1e300',
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '[1,[2,[{}]]]'
]
/** How a form or a query says more than a text. */
const steps = [
  '',
  '[]',
  '[a]',
  '[][a]',
  '[a][]',
  '[a][b]',
  '[0][a]',
  '[toString]',
  '[__proto__]',
  '[constructor][prototype]',
  '[',
  '[]]',
  '[a]]'
]

/** In an ordinary run a field has a third of them, and the next field the next third: `npm run fuzz` tries all. */
const share = process.env['FUZZ_TIMES'] === undefined ? 3 : 1
const some = <T>(all: readonly T[], turn: number): T[] => all.filter((_, n) => (n + turn) % share === 0)

interface Call {
  readonly method: NonNullable<InjectOptions['method']>
  readonly path: string
  readonly fields: readonly string[]
  /** What else it takes to get as far as a field. */
  readonly with?: Readonly<Record<string, unknown>>
}

const filters = [
  '_id',
  'name',
  'type',
  'created_at',
  'occupants_ids',
  'last_message',
  'limit',
  'skip',
  'count',
  'sort_asc',
  'sort_desc',
  'data',
  'data[a]',
  'token',
  'other',
  'force'
]
const calls: readonly Call[] = [
  { method: 'DELETE', path: `/chat/Message/${ofOwner}.json`, fields: ['force', 'token', 'other'] },
  { method: 'DELETE', path: `/chat/Dialog/${group}.json`, fields: ['force', 'token', 'other'] },
  { method: 'GET', path: '/chat/Dialog.json', fields: filters },
  {
    method: 'GET',
    path: '/chat/Message.json',
    fields: [...filters, 'message', 'attachments.type', 'attachments', 'custom', 'mark_as_read'],
    with: { chat_dialog_id: group }
  },
  { method: 'GET', path: '/chat/Message.json', fields: ['chat_dialog_id'] },
  { method: 'GET', path: '/chat/Message/unread.json', fields: ['chat_dialog_ids', 'token', 'other'] },
  { method: 'GET', path: `/chat/Message/${ofSender}.json`, fields: ['token', 'other'] },
  { method: 'GET', path: `/chat/Dialog/${group}.json`, fields: ['token', 'other'] },
  {
    method: 'POST',
    path: '/chat/Dialog.json',
    fields: [
      'type',
      'name',
      'photo',
      'occupants_ids',
      'admin_ids',
      'admins_ids',
      'data',
      'custom',
      '_id',
      'user_id',
      'token'
    ],
    with: { type: 2, occupants_ids: [2] }
  },
  {
    method: 'POST',
    path: '/chat/Message.json',
    fields: [
      'message',
      'attachments',
      'markable',
      'recipient_id',
      'send_to_chat',
      'custom',
      '_id',
      'date_sent',
      'token'
    ],
    with: { chat_dialog_id: group, message: 'x' }
  },
  { method: 'POST', path: '/chat/Message.json', fields: ['chat_dialog_id', 'recipient_id'] },
  {
    method: 'PUT',
    path: `/chat/Dialog/${group}.json`,
    fields: [
      'name',
      'photo',
      'data',
      'admin_ids',
      'admins_ids',
      'push_all',
      'pull_all',
      'push',
      'pull',
      'push_all[occupants_ids]',
      'pull_all[occupants_ids]',
      'push_all[admins_ids]',
      'token'
    ]
  },
  {
    method: 'PUT',
    path: `/chat/Message/${ofOwner}.json`,
    fields: ['message', 'read', 'delivered', 'chat_dialog_id', 'token'],
    with: { chat_dialog_id: group }
  },
  {
    method: 'PUT',
    path: '/chat/Message.json',
    fields: ['read', 'delivered', 'chat_dialog_id'],
    with: { chat_dialog_id: group, read: 1 }
  },
  {
    method: 'POST',
    path: '/session.json',
    fields: [
      'application_id',
      'auth_key',
      'nonce',
      'timestamp',
      'signature',
      'user',
      'user[login]',
      'user[email]',
      'user[password]',
      'other',
      'token'
    ],
    with: { application_id: 10, auth_key: 'auth-10', nonce: 1, timestamp: Math.floor(Date.now() / 1000) }
  },
  { method: 'GET', path: '/session.json', fields: ['token', 'other'] },
  {
    method: 'POST',
    path: '/login.json',
    fields: ['login', 'email', 'password', 'token'],
    with: { login: 'user1', password: 'password' }
  },
  { method: 'GET', path: '/users.json', fields: ['page', 'per_page', 'order', 'filter', 'filter[]', 'other', 'token'] },
  ...['login', 'email', 'full_name'].map((field): Call => ({
    method: 'GET',
    path: `/users/by_${field}.json`,
    fields: [field]
  })),
  { method: 'GET', path: '/users/1.json', fields: ['token', 'other'] }
]

/** What is said, so that a failure tells of it. */
async function ask (
  method: Call['method'],
  url: string,
  payload: string | undefined,
  headers: Readonly<Record<string, string>>
): Promise<string | undefined> {
  const { statusCode, body } = await control.app.inject({
    method,
    url,
    headers: { ...headers },
    ...(payload !== undefined && { payload })
  })
  return statusCode < 500 ? undefined : `${method} ${url} ${payload ?? ''}: ${statusCode} ${body}`
}

/** With the signature that there would be, so that what comes after it is reached. */
function asJson (fields: Readonly<Record<string, unknown>>, name: string, value: string, path: string): string {
  const { [name]: _, ...rest } = fields
  const others = Object.entries(rest).map(([key, one]) => `${JSON.stringify(key)}:${JSON.stringify(one)}`)
  const text = `{${[...others, `${JSON.stringify(name)}:${value}`].join()}}`
  if (!path.startsWith('/session') || name === 'signature') return text
  const signature = createHmac('sha1', 'secret-10').update(signedText(parseJson(text) as Record<string, unknown>))
    .digest('hex')
  return text.replace(/}$/, `,"signature":"${signature}"}`)
}

const formOf = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields).map(([name, value]) => `${name}=${String(value)}`).join('&')
const part = (pair: string): string => {
  const [name, value = ''] = pair.split('=')
  return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
}
const multipart = (form: string): string => `${form.split('&').map(part).join('')}--b--\r\n`

test.for(calls)(
  '$method $path takes or refuses whatever its fields hold, and whatever names they have',
  async ({ method, path, fields, with: others = {} }) => {
    await control.admin('POST', '/reset')
    const failures: unknown[] = []
    for (const [turn, name] of fields.entries()) {
      const headers = name === 'token' ? {} : as.user(1)
      for (const value of some(values, turn)) {
        failures.push(await ask(method, path, asJson(others, name, value, path), headers))
      }
      for (const step of some(steps, turn)) {
        const form = [formOf(others), `${name}${step}=x`].filter((one) => one !== '').join('&')
        failures.push(
          await ask(method, `${path}?${form}`, undefined, headers),
          await ask(method, path, multipart(`${form}&${form}`), headers)
        )
      }
    }
    // What was received is read again as it was written down.
    failures.push((await control.admin('GET', '/requests'))[0] === 200 ? undefined : "the journal can't be read")
    expect(failures.filter((one) => one !== undefined)).toEqual([])
    expectUntouchedPrototypes()
  }
)

const lists = Object.entries(world).flatMap(([list, entries]) =>
  Array.isArray(entries) ? [[list, entries[0] as object] as const] : []
)
const bodies: ReadonlyArray<
  readonly [string, NonNullable<InjectOptions['method']>, Readonly<Record<string, unknown>>, readonly string[]]
> = [
  ['/faults', 'POST', {}, ['match', 'times', 'when', 'delayMs', 'status', 'headers', 'body', 'connection', 'other']],
  ['/clock', 'PUT', {}, ['now', 'advance', 'other']],
  ['/requests/find', 'POST', {}, ['method', 'path', 'id', 'user', 'status', 'verdict', 'other']],
  ['/requests/count', 'POST', { withinMs: 0 }, [
    'method',
    'path',
    'id',
    'user',
    'status',
    'verdict',
    'atLeast',
    'other'
  ]]
]

test.for(bodies)('/__admin%s takes or refuses whatever its fields hold', async ([path, method, others, fields]) => {
  const failures: unknown[] = []
  for (const [turn, name] of fields.entries()) {
    for (const value of some(values, turn)) {
      failures.push(await ask(method, `/__admin${path}`, asJson(others, name, value, path), {}))
      failures.push(await ask(method, `/__admin${path}`, value, {}))
      for (const inner of ['user', 'hours']) {
        failures.push(await ask(method, `/__admin${path}`, asJson(others, name, `{"${inner}":${value}}`, path), {}))
      }
      await control.app.inject({ method: 'DELETE', url: '/__admin/faults' })
    }
  }
  await control.app.inject({ method: 'DELETE', url: '/__admin/clock' })
  expect(failures.filter((one) => one !== undefined)).toEqual([])
  expectUntouchedPrototypes()
})

test.for(lists)('/__admin/fixtures takes or refuses whatever %s hold', async ([list, entry]) => {
  const failures: unknown[] = []
  const names = [...new Set([...Object.keys(entry), 'created_at', 'deleted_for', 'custom_key', '_id', 'id'])]
  for (const [turn, value] of values.entries()) {
    failures.push(
      await ask('PUT', '/__admin/fixtures', `{"${list}":${value}}`, {}),
      await ask('POST', '/__admin/fixtures', `{"${list}":[${value},${value}]}`, {})
    )
    for (const name of some(names, turn)) {
      const one = asJson(entry as Record<string, unknown>, name, value, '')
      failures.push(
        await ask('PUT', '/__admin/fixtures', JSON.stringify(world).replace(JSON.stringify(entry), () => one), {})
      )
    }
  }
  for (const what of ['/state', '/fixtures', '/state?destroyed=true']) {
    failures.push(await ask('GET', `/__admin${what}`, undefined, {}))
  }
  expect(failures.filter((one) => one !== undefined)).toEqual([])
  expectUntouchedPrototypes()
})

test.for(['/state', '/requests', '/fixtures', '/clock', '/faults', '/workspaces', '/health', '/requests/stream/x'])(
  '/__admin%s takes or refuses whatever its query holds',
  async (path) => {
    const failures: unknown[] = []
    for (const [turn, name] of ['as', 'destroyed', 'limit', 'before', 'world', 'other'].entries()) {
      for (const step of some(steps, turn)) {
        for (const value of ['', 'x', '1', '1&as=2', '%00']) {
          failures.push(
            await ask('GET', `/__admin${path}?${name}${step}=${value}`, undefined, {})
          )
        }
      }
    }
    expect(failures.filter((one) => one !== undefined)).toEqual([])
  }
)
