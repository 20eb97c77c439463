import { Validator } from '@seriousme/openapi-schema-validator'
import type { Static } from 'typebox'
import { beforeAll, describe, expect, expectTypeOf, test } from 'vitest'
import type { Document } from '../../src/openapi/openapi.ts'
import type { ErrorBody } from '../../src/quickblox/errors.ts'
import type { DeletedGroups } from '../../src/quickblox/formatters.ts'
import type * as schemas from '../../src/quickblox/schemas.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { openWire } from '../helpers/wire.ts'

let document: Document
let page: string
let policy: unknown

beforeAll(async () => {
  await using wire = await openWire(await openStores({ store: 'memory' }))
  document = (await wire.app.inject('/__admin/openapi.json')).json()
  const answer = await wire.app.inject('/@worker-1/__admin/docs')
  page = answer.payload
  policy = answer.headers['content-security-policy']
})

const calls = (): string[] =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`)
  )

describe('the API\'s document', () => {
  test('is one of OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate({ ...document })).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  test('refers to nothing that is not there, and has nothing that is not referred to', () => {
    const text = JSON.stringify(document)
    const referred = new Set(Array.from(text.matchAll(/"#\/components\/schemas\/(\w+)"/g), ([, name]) => name))
    expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort())
    expect(text).not.toMatch(/"\$ref":"(?!#\/components\/(?:schemas|headers)\/)/)
  })

  test('names every call differently', () => {
    const names = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map((operation) => JSON.parse(JSON.stringify(operation)).operationId)
    )
    expect(new Set(names).size).toBe(names.length)
  })

  test('has the vendor\'s calls and those of the mock', () => {
    expect(calls()).toEqual(expect.arrayContaining([
      'DELETE /chat/Message/{ids}.json',
      'DELETE /chat/Dialog/{ids}.json',
      'GET /chat/Dialog.json',
      'POST /chat/Dialog.json',
      'GET /chat/Message.json',
      'POST /chat/Message.json',
      'POST /session.json',
      'GET /session.json',
      'DELETE /session.json',
      'POST /login.json',
      'DELETE /login.json',
      'GET /livez',
      'GET /readyz',
      'GET /__admin/health',
      'GET /__admin/ca.pem',
      'POST /__admin/reset',
      'POST /__admin/fixtures',
      'PUT /__admin/fixtures',
      'GET /__admin/state',
      'GET /__admin/requests',
      'DELETE /__admin/requests',
      'POST /__admin/requests/find',
      'POST /__admin/requests/count',
      'GET /__admin/faults',
      'POST /__admin/faults',
      'DELETE /__admin/faults',
      'GET /__admin/clock',
      'PUT /__admin/clock',
      'DELETE /__admin/clock',
      'GET /__admin/workspaces',
      'DELETE /__admin/workspaces/{name}',
      'GET /__admin/openapi.json',
      'GET /__admin/docs',
      'GET /__admin',
      'GET /__admin/sessions',
      'GET /__admin/settings',
      'GET /__admin/worlds'
    ]))
  })

  test('has no call of the vendor\'s that is not answered', async () => {
    await using wire = await openWire(await openStores({ store: 'memory' }))
    for (const call of calls().filter((one) => !/ \/(?:$|__admin|livez|readyz)/.test(one))) {
      const [method = '', path = ''] = call.split(' ')
      const url = path.replace(/\{\w+\}/, '1')
      expect((await wire.app.inject({ method: method as 'GET', url })).statusCode, call).not.toBe(404)
    }
  })

  test('is written from the types of what is answered', () => {
    expectTypeOf<Static<typeof schemas.MessagesDeleted>>().toExtend<DeletedGroups>()
    expectTypeOf<Static<typeof schemas.DialogsDeleted>>().toExtend<DeletedGroups>()
    expectTypeOf<keyof Static<typeof schemas.MessagesDeleted>>().toEqualTypeOf<keyof DeletedGroups>()
    expectTypeOf<Static<typeof schemas.QuickBloxErrors>>().toExtend<ErrorBody>()
    expectTypeOf<keyof Static<typeof schemas.QuickBloxErrors>>().toEqualTypeOf<keyof ErrorBody>()
  })
})

describe('the page to read it', () => {
  test('loads nothing, from here or elsewhere', () => {
    expect(policy).toMatch(/^default-src 'none'; style-src 'unsafe-inline';/)
    expect(page).not.toMatch(/<(?:script|link|img|iframe|object|embed|video|audio)\b|@import|url\(/i)
    expect(Array.from(page.matchAll(/(?:href|src)="([^#"][^"]*)"/g), ([, url]) => url)).toEqual(['openapi.json'])
  })

  test('shows every call and every schema', () => {
    const shown = Array.from(
      page.matchAll(/<summary><b>(\w+)<\/b><code>([^<]+)<\/code>/g),
      ([, method, path]) => `${method} ${path}`
    )
    expect(shown.sort()).toEqual(calls().sort())
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`<h3 id="${name}">`)
  })

  test('has a place for every link', () => {
    for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) expect(page).toContain(`id="${id}"`)
  })
})
