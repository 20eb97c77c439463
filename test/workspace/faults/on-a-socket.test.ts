import { request as ask } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startMockServer } from '../../../src/mock-server.ts'
import type { MockServer } from '../../../src/workspace/server-handle.ts'
import type { Fault } from '../../../src/workspace/faults/fault.ts'
import { openStores } from '../../../src/store/open-stores.ts'
import { administer } from '../../helpers/administer.ts'
import { as } from '../../helpers/wire.ts'
import { ofOwner, otherGroup, world } from '../../helpers/world.ts'
import { runs, seed } from '../../hostile/victim.ts'

vi.setConfig({ testTimeout: 600_000 })

/** What came back: an answer, or that there was none. */
type Fate =
  | { readonly status: number, readonly headers: Readonly<Record<string, unknown>>, readonly body: string }
  | 'no answer'

let mock: MockServer
beforeAll(async () => { mock = await startMockServer({ fixtures: world }) })
afterAll(() => mock?.close())

/** Asks on a connection of its own; a request that hangs is given up as soon as the journal has it. */
function deleteBy (fault: Fault, path: string, method = 'DELETE'): Promise<Fate> {
  return new Promise((resolve, reject) => {
    const request = ask(
      mock.url + path,
      { method, headers: as.user(1), agent: false, maxHeaderSize: 65_536 },
      (response) => {
        let body = ''
        response.setEncoding('utf8').on('data', (text: string) => {
          body += text
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
        response.on('error', reject)
      }
    )
    request.on(
      'error',
      (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' ? resolve('no answer') : reject(error)
    )
    request.end()
    if (fault.connection === 'hang') {
      mock.waitForRequest({ method }, { timeoutMs: 60_000 }).then(() => request.destroy(), reject)
    }
  })
}

const names = fc.oneof(
  fc.constantFrom(
    'x-extra',
    'Retry-After',
    'set-cookie',
    'content-type',
    'date',
    'server',
    'expect',
    'host',
    'location',
    'vary',
    'etag',
    'content-encoding',
    'access-control-allow-origin',
    'qb-token-expirationdate',
    'x-request-id',
    'cookie',
    'via',
    'www-authenticate',
    'link',
    'constructor',
    'toString',
    'hasOwnProperty',
    '__proto__',
    'trailer',
    'Trailer',
    'connection',
    'Keep-Alive',
    'upgrade',
    'te',
    'transfer-encoding',
    'content-length',
    'Content-Length',
    'proxy-connection',
    'http2-settings'
  ),
  fc.string({ maxLength: 6 })
)
const values = fc.oneof(
  fc.constantFrom('x', '', 'close', 'chunked', 'upgrade', 'text/html', 'gzip', 'a\nb', 'ä', '€', '1'),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('y'.repeat(9000))
)
const answers = fc.record({
  status: fc.oneof(
    fc.constantFrom(
      200,
      201,
      202,
      203,
      204,
      205,
      206,
      226,
      299,
      300,
      301,
      304,
      305,
      399,
      400,
      401,
      404,
      407,
      408,
      417,
      426,
      429,
      431,
      499,
      500,
      503,
      504,
      511,
      599
    ),
    fc.integer({ min: 200, max: 599 })
  ),
  headers: fc.dictionary(names, values, { maxKeys: 4, noNullPrototype: true }),
  body: fc.oneof(
    fc.constantFrom<unknown>(null, '', 'text', {}, [], 0, false, 'ä€\0\ud800', 'x'.repeat(100_000)),
    fc.jsonValue()
  )
}, { requiredKeys: [], noNullPrototype: true })
const others = fc.record({
  when: fc.constantFrom('before', 'after'),
  times: fc.constantFrom<number | 'always'>(1, 2, 'always'),
  delayMs: fc.constantFrom(0, 1, 0.5)
}, { requiredKeys: [], noNullPrototype: true })
const faults = fc.tuple(
  others,
  fc.oneof(
    { weight: 4, arbitrary: answers },
    fc.record({ connection: fc.constantFrom('reset', 'close', 'hang') }, { noNullPrototype: true })
  )
)
  .map(([common, own]): Fault => ({ ...common, ...own } as Fault))
const paths = fc.constantFrom(
  `/chat/Message/${ofOwner}.json?force=1`,
  `/chat/Dialog/${otherGroup}.json`,
  '/nowhere',
  '/chat/Message/x.json'
)

/** Whether it was taken; what is refused says why. */
async function planned (fault: Fault): Promise<boolean> {
  const answer = await fetch(`${mock.url}/__admin/faults`, { method: 'POST', body: JSON.stringify(fault) })
  const body = await answer.json()
  if (answer.status === 201) expect(body).toMatchObject({ id: expect.any(String) })
  else {
    expect([answer.status, body]).toEqual([422, {
      errors: expect.arrayContaining([expect.stringMatching(/^fault: /)])
    }])
  }
  return answer.status === 201
}

/** That what was asked for is what came. */
function expectFate (fate: Fate, fault: Fault, method: string): void {
  if (fault.connection !== undefined) return expect(fate).toBe('no answer')
  if (fate === 'no answer') return expect.unreachable('there should be an answer')
  if (fault.status !== undefined) expect(fate.status).toBe(fault.status)
  for (const [name, value] of Object.entries(fault.headers ?? {})) {
    if (fate.status === 204 && name.toLowerCase() === 'content-type') continue
    if (name.toLowerCase() !== 'set-cookie') expect(String(fate.headers[name.toLowerCase()])).toContain(value.trim())
  }
  if (typeof fault.body === 'string' && method !== 'HEAD' && fate.status !== 304) {
    expect(fate.body).toBe(Buffer.from(fault.body).toString())
  }
}

describe('what a fault asks for, on a socket', () => {
  test('is refused or comes, whatever is combined', async () => {
    let taken = 0
    await fc.assert(
      fc.asyncProperty(faults, paths, fc.constantFrom('DELETE', 'HEAD', 'GET'), async (fault, path, method) => {
        await mock.reset()
        if (!await planned(fault)) return
        taken++
        expectFate(await deleteBy(fault, path, method), fault, method)
        expect(mock.requests()).toMatchObject([{ fault: expect.any(String) }])
      }),
      { numRuns: runs(300), seed }
    )
    expect(taken).toBeGreaterThan(50)
  })
})

test.each(['before', 'after'] as const)(
  'what no check has seen ends the connection of its request, and nothing else (%s)',
  async (when) => {
    await using control = await administer(await openStores())
    const url = await control.app.listen({ port: 0, host: '127.0.0.1' })
    await control.workspaces.find('default')?.faults.plan({ when, headers: { trailer: 'x' } })
    const ask = () => fetch(`${url}/chat/Message/${ofOwner}.json`, { method: 'DELETE', headers: as.user(1) })
    await expect(ask()).rejects.toThrow('fetch failed')
    expect((await ask()).status).toBe(404)
  }
)
