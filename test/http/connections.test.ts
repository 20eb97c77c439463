import { once } from 'node:events'
import { request } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { request as secureRequest } from 'node:https'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startMockServer } from '../../src/index.ts'
import type { MockServer } from '../../src/index.ts'
import { memoryStores } from '../../src/store/memory/memory-stores.ts'
import { openHalf } from '../helpers/half-open.ts'
import { as, openWire } from '../helpers/wire.ts'
import { ofOwner, world } from '../helpers/world.ts'

/** How a request ended: its status, or the code of what went wrong. */
async function ending (url: string, method = 'DELETE'): Promise<number | string | undefined> {
  const asking = (url.startsWith('https:') ? secureRequest : request)(url, {
    method,
    headers: as.user(1),
    agent: false,
    rejectUnauthorized: false
  }).end()
  try {
    const [answer] = await once(asking, 'response') as [IncomingMessage]
    answer.resume()
    return answer.statusCode
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return message === 'socket hang up' ? message : code
  }
}

describe('a fault of the connection', () => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ fixtures: world }) })
  beforeEach(() => mock.reset())
  afterAll(() => mock?.close())

  const forced = () => `${mock.url}/chat/Message/${ofOwner}?force=1`
  const isThere = async () => (await mock.state()).messages.some(({ _id }) => _id === ofOwner)

  test.each([
    ['before', 'reset', 'ECONNRESET'],
    ['after', 'reset', 'ECONNRESET'],
    ['before', 'close', 'socket hang up'],
    ['after', 'close', 'socket hang up']
  ] as const)('%s the deletion: %s', async (when, connection, seen) => {
    const fault = await mock.fail({ when, connection })
    expect(await ending(forced())).toBe(seen)
    expect(await isThere()).toBe(when === 'before')
    expect(mock.requests()).toMatchObject([{
      fault,
      response: null,
      verdicts: when === 'after' ? [{ id: ofOwner, verdict: 'destroy' }] : []
    }])
    expect(await ending(forced())).toBe(when === 'after' ? 404 : 200)
  })

  test.each(['before', 'after'] as const)('%s the deletion: hang, until the mock is reset', async (when) => {
    const fault = await mock.fail({ when, connection: 'hang' })
    const hanging = ending(forced())
    expect(await mock.waitForRequest({ path: '/chat/Message' }, { timeoutMs: 60_000 })).toMatchObject({
      fault,
      response: null
    })
    expect(await isThere()).toBe(when === 'before')
    expect(await Promise.race([hanging, new Promise((resolve) => setTimeout(resolve, 50, 'waiting'))])).toBe('waiting')
    await mock.reset()
    expect(await hanging).toBe('socket hang up')
  })

  test('a hanging request that its client gives up is forgotten', async () => {
    await mock.fail({ connection: 'hang' })
    const patience = new AbortController()
    const hanging = fetch(forced(), { method: 'DELETE', headers: as.user(1), signal: patience.signal })
    expect(await mock.waitForRequest({}, { timeoutMs: 60_000 })).toMatchObject({ response: null })
    patience.abort()
    await expect(hanging).rejects.toThrow('aborted')
    expect(await ending(forced())).toBe(200)
  })

  test('a delay does not carry a deletion over a reset', async () => {
    await mock.fail({ delayMs: 60_000 })
    const delayed = ending(forced())
    await vi.waitUntil(async () => await (await fetch(`${mock.url}/__admin/faults`)).text() === '{"faults":[]}', {
      timeout: 60_000
    })
    await mock.reset()
    expect([await delayed, await isThere()]).toEqual(['socket hang up', true])
  })

  test('a reset is one of TCP, in the middle of others on the same mock', async () => {
    await mock.fail({ match: { id: ofOwner }, connection: 'reset', times: 'always' })
    const endings = await Promise.all(
      Array.from({ length: 20 }, (_, n) => ending(n % 2 === 0 ? forced() : `${mock.url}/chat/Message/none`))
    )
    expect(endings).toEqual(Array.from({ length: 20 }, (_, n) => n % 2 === 0 ? 'ECONNRESET' : 404))
  })
})

describe('a fault of a connection under TLS', () => {
  test.each([['reset', 'ECONNRESET'], ['close', 'socket hang up']] as const)('%s', async (connection, seen) => {
    await using mock = await startMockServer({ fixtures: world, https: true })
    await mock.fail({ when: 'after', connection })
    expect(await ending(`${mock.url}/chat/Message/${ofOwner}?force=1`)).toBe(seen)
    expect(mock.requests()).toMatchObject([{ response: null, verdicts: [{ verdict: 'destroy' }] }])
  })
})

describe('closing', () => {
  test('cuts off at once whoever hangs, waits, or listens', async () => {
    const mock = await startMockServer({ fixtures: world })
    await mock.fail({ match: { id: ofOwner }, connection: 'hang' })
    await mock.fail({ match: { id: 'late' }, delayMs: 60_000 })
    const hanging = ending(`${mock.url}/chat/Message/${ofOwner}`)
    const late = ending(`${mock.url}/chat/Message/late`)
    const waiting = mock.waitForRequest({ path: '/never' }, { timeoutMs: 60_000 }).catch((error: Error) =>
      error.message
    )
    const counting = fetch(`${mock.url}/__admin/requests/count`, {
      method: 'POST',
      body: JSON.stringify({ atLeast: 9, withinMs: 60_000 })
    }).then((answer) => answer.json())
    const listening = (await fetch(`${mock.url}/__admin/requests/stream`)).text()
    await mock.waitForRequest({ id: ofOwner }, { timeoutMs: 60_000 })
    await vi.waitUntil(async () => await (await fetch(`${mock.url}/__admin/faults`)).text() === '{"faults":[]}', {
      timeout: 60_000
    })
    await mock.close()
    expect([await hanging, await late, await counting]).toEqual(['socket hang up', 'socket hang up', { count: 2 }])
    expect(await waiting).toContain('The mock is closed')
    expect(await listening).toContain('retry: 1000')
  })
})

describe('what comes on a connection that is in use while the server closes', () => {
  const head = `Host: a\r\nQB-Token: ${as.user(1)['qb-token']}\r\n`
  const body = 'force=1'
  const begun = [`DELETE /chat/Message/${ofOwner}.json HTTP/1.1`, `${head}Expect: 100-continue`, 'Content-Length: 7']

  test.each([
    ['of the vendor is answered as ever', 'DELETE', `/chat/Message/${ofOwner}.json`, 404, "The resource wasn't found"],
    ['of the mock itself is answered with a 503', 'GET', '/readyz', 503, 'The mock is closing']
  ])('%s, and that it is the last', async (_, method, path, status, error) => {
    await using wire = await openWire(memoryStores('memory'))
    const { app } = wire
    const socket = openHalf(await app.listen({ host: '127.0.0.1', port: 0 }))
    let answers = ''
    socket.setEncoding('latin1').on('data', (text: string) => { answers += text })
    socket.write(`${begun.join('\r\n')}\r\n\r\n`)
    await once(socket, 'data')
    const closing = app.close()
    await vi.waitUntil(() => !app.server.listening, { timeout: 60_000 })
    socket.write(body)
    await once(socket, 'data')
    socket.end(`${method} ${path} HTTP/1.1\r\n${head}\r\n`)
    await once(socket, 'close')
    await closing
    const [, first, last] = answers.split(/(?=HTTP\/1)/)
    expect(first).toMatch(/^HTTP\/1\.1 200 /)
    expect(last).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(last).toMatch(/\r\nconnection: close\r\n/i)
    expect(last?.split('\r\n\r\n')[1]).toBe(JSON.stringify({ errors: [error] }))
  })
})

describe('the stream of requests', () => {
  test('tells what happens as it happens', async () => {
    await using mock = await startMockServer({ fixtures: world })
    const other = await mock.workspace('other')
    const { body } = await fetch(`${mock.url}/__admin/requests/stream`)
    const reader = body?.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    const readUntil = async (what: string): Promise<void> => {
      while (!text.includes(what)) text += (await reader?.read())?.value ?? ''
    }
    await readUntil('retry')
    await ending(`${other.url}/chat/Message/none`)
    await ending(`${mock.url}/chat/Message/${ofOwner}`)
    await mock.reset()
    await readUntil('event: world')
    const [entry] = text.split('\n').filter((line) => line.startsWith('data: {"')).map((line) =>
      JSON.parse(line.slice(6))
    )
    expect(entry).toMatchObject({ method: 'DELETE', url: `/chat/Message/${ofOwner}`, verdicts: [{ verdict: 'hide' }] })
    expect(text.match(/event: \w+/g)).toEqual(['event: request', 'event: world'])
    await reader?.cancel()
  })
})
