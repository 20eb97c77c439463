import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { android } from './android.ts'
import { androidUiKit } from './android-ui-kit.ts'
import { dotnet } from './dotnet.ts'
import { iosUiKit } from './ios-ui-kit.ts'
import { qConsultation } from './q-consultation.ts'
import { quickbloxJavaApi } from './quickblox-java-api.ts'
import { quickbloxRb } from './quickblox-rb.ts'
import { reactUiKit } from './react-ui-kit.ts'
import { zustandStore } from './zustand-store.ts'
import type { ClientFlow, Step } from './flow.ts'
import { stumbles } from './reading.ts'

const flows: readonly ClientFlow[] = [
  android,
  androidUiKit,
  iosUiKit,
  dotnet,
  reactUiKit,
  qConsultation,
  quickbloxRb,
  quickbloxJavaApi,
  zustandStore
]

describe.each(flows)('$client, request by request', ({ steps, read }) => {
  test('was read', () => {
    for (const { repository, commit, paths } of read) {
      expect([repository, commit, ...paths].join(' ')).toMatch(/^\S+ \S+ \S+/)
    }
  })

  test('every request is answered as it reads it', async () => {
    await using wire = await openWire(await openStores({ store: 'memory' }))
    let token = ''
    for (const step of steps) token = await play(wire, step, token)
  })
})

/** The token that the client has afterwards. */
async function play (wire: Wire, step: Step, token: string): Promise<string> {
  const { method, title, status, needs = [], reads = {}, has = {}, empty = false } = step
  const now = String(Math.floor(Date.now() / 1000))
  const filled = (text: string): string => text.replaceAll('{token}', token).replaceAll('{now}', now)
  const headers = Object.fromEntries(Object.entries(step.headers).map(([name, value]) => [name, filled(value)]))
  const body = step.body === undefined ? undefined : signed(filled(step.body))
  const answer = await wire.app.inject({
    method,
    url: filled(step.url),
    headers,
    ...(body !== undefined && { payload: body })
  })
  const told = `${title}: ${answer.statusCode} ${answer.payload}`
  expect(answer.statusCode, told).toBe(status)
  for (const name of needs) expect(answer.headers[name], `${told} needs ${name}`).toBeDefined()
  if (empty) expect(answer.payload.trim(), told).toBe('')
  const value: unknown = answer.payload.trim() === '' ? undefined : JSON.parse(answer.payload)
  expect(stumbles(value, reads), told).toEqual([])
  if (Object.keys(has).length > 0) expect(value, told).toMatchObject(has)
  return (value as { session?: { token?: string } } | undefined)?.session?.token ?? token
}

/** As each client signs: what it sends, sorted, by the secret of the tests' application. */
function signed (body: string): string {
  if (!body.includes('{signature}')) return body
  const fields = body.startsWith('{') ? flat(JSON.parse(body)) : [...new URLSearchParams(body)]
  const text = fields.filter(([name]) => name !== 'signature').map(([name, value]) => `${name}=${value}`).sort().join(
    '&'
  )
  return body.replace('{signature}', createHmac('sha1', 'secret-10').update(text).digest('hex'))
}

function flat (fields: Record<string, unknown>): Array<[string, string]> {
  return Object.entries(fields).flatMap(([name, value]): Array<[string, string]> => {
    if (typeof value !== 'object' || value === null) return [[name, String(value)]]
    return Object.entries(value).map(([inner, one]) => [`${name}[${inner}]`, String(one)])
  })
}
