import { once, setMaxListeners } from 'node:events'
import { request as ask } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { mostReaders } from '../../src/admin/stream.ts'
import { openStores } from '../../src/store/open-stores.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { mostWaiting, waitFor } from '../../src/workspace/waiting.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'
import { as } from '../helpers/wire.ts'
import { ofOwner } from '../helpers/world.ts'

let control: Administered
let workspace: Workspace
let url: string
beforeAll(async () => {
  control = await administer(await openStores())
  workspace = await control.workspaces.openOrCreate('default')
  url = await control.app.listen({ port: 0, host: '127.0.0.1' })
})
beforeEach(() => workspace.reset())
afterAll(() => control?.[Symbol.asyncDispose]())

/** Resolves when nobody waits or reads in the workspace any more. */
const nobodyWaits = () =>
  vi.waitFor(() => expect(workspace.events.listenerCount('request') + workspace.events.listenerCount('over')).toBe(0), {
    timeout: 60_000,
    interval: 5
  })
const somebodyWaits = (count: number) =>
  vi.waitFor(() => expect(workspace.events.listenerCount('over')).toBe(count), { timeout: 60_000, interval: 5 })

async function openStream (): Promise<IncomingMessage> {
  const request = ask(`${url}/__admin/requests/stream`, { agent: false }).end()
  const [response] = await once(request, 'response') as [IncomingMessage]
  response.on('error', () => {})
  return response
}

/** Sends text and resolves with all that came back when the server has closed. */
async function send (url: string, ...texts: string[]): Promise<string> {
  const socket: Socket = connect({ port: Number(new URL(url).port), host: '127.0.0.1' })
  let answer = ''
  socket.setEncoding('latin1').on('data', (text: string) => { answer += text }).on('error', () => {})
  for (const text of texts) socket.write(text)
  await once(socket, 'close')
  return answer
}

describe('a body in chunks', () => {
  test('is measured, so that of many long ones the journal keeps the lengths', async () => {
    const half = 'x'.repeat(500_000)
    for (let n = 0; n < 50; n++) {
      await fetch(
        `${url}/nowhere`,
        { method: 'POST', body: new Blob([half, half]).stream(), duplex: 'half' } as RequestInit
      )
    }
    const answer = await fetch(`${url}/__admin/requests`)
    const { requests } = await answer.json() as { requests: Array<{ body: unknown }> }
    expect(requests.map(({ body }) => body)).toEqual(Array.from({ length: 50 }, () => '(1000000 characters)'))
  })
})

describe('whoever waits for requests', () => {
  test('is let go of when its client has gone', async () => {
    const client = new AbortController()
    const waiting = fetch(`${url}/__admin/requests/count`, {
      method: 'POST',
      body: '{"atLeast":1,"withinMs":60000}',
      signal: client.signal
    })
    await somebodyWaits(1)
    client.abort()
    await expect(waiting).rejects.toThrow()
    await nobodyWaits()
  })

  test('counts again when the journal was emptied meanwhile', async () => {
    const waiting = fetch(`${url}/__admin/requests/count`, { method: 'POST', body: '{"atLeast":2,"withinMs":60000}' })
    await somebodyWaits(1)
    await control.delete(`/chat/Message/${ofOwner}`, 1)
    workspace.journal.clear()
    await control.delete(`/chat/Message/${ofOwner}`, 1)
    await somebodyWaits(1)
    await control.delete(`/chat/Message/${ofOwner}`, 1)
    expect(await (await waiting).json()).toEqual({ count: 2 })
  })

  test('is one of 1,000 at the most', async () => {
    const over = new AbortController()
    setMaxListeners(0, over.signal)
    const waiting = Array.from({ length: mostWaiting }, () => waitFor(workspace, {}, 1, 60_000, over.signal))
    await expect(waitFor(workspace, {}, 1, 60_000)).rejects.toThrow(
      'There are 1000 who wait or read in this workspace already'
    )
    expect(await control.admin('POST', '/requests/count', { atLeast: 1 })).toMatchObject([429, {
      errors: [expect.stringContaining('There are 1000 who wait')]
    }])
    over.abort()
    await Promise.all(waiting)
    await nobodyWaits()
  })
})

describe('readers of the stream', () => {
  test('are 64 at the most; who goes makes room', async () => {
    const readers = await Promise.all(Array.from({ length: mostReaders }, openStream))
    expect(readers.map(({ statusCode }) => statusCode)).toEqual(readers.map(() => 200))
    const refused = await fetch(`${url}/__admin/requests/stream`)
    expect([refused.status, await refused.json()]).toEqual([429, {
      errors: [expect.stringContaining('There are 64 readers of streams already')]
    }])
    readers.pop()?.destroy()
    await somebodyWaits(mostReaders - 1)
    const another = await openStream()
    expect(another.statusCode).toBe(200)
    for (const reader of [...readers, another]) reader.destroy()
    await nobodyWaits()
  })

  test('are cut off when they leave too much unread', async () => {
    const reader = await openStream()
    reader.pause()
    // More than any socket holds for somebody who does not read.
    for (let n = 0; workspace.events.listenerCount('request') > 0; n++) {
      await control.app.inject({ method: 'POST', url: '/nowhere', payload: 'x'.repeat(250_000) })
      expect(n).toBeLessThan(200)
    }
    reader.destroy()
    await nobodyWaits()
  })

  test('hear nothing after the end of the workspace, which would end the process', async () => {
    await control.admin('POST', '/@short/reset')
    const short = await control.workspaces.openOrCreate('short')
    const request = ask(`${url}/@short/__admin/requests/stream`, { agent: false }).end()
    const [response] = await once(request, 'response') as [IncomingMessage]
    response.resume().on('error', () => {})
    const ended = once(response, 'close')
    short.end()
    short.events.emit('world')
    await ended
    expect(short.events.listenerCount('world')).toBe(0)
  })
})

describe.concurrent('a request that never ends', () => {
  let hasty: Administered
  let url: string
  beforeAll(async () => {
    hasty = await administer(await openStores(), { patience: { request: 1500, headers: 1000, check: 50 } })
    url = await hasty.app.listen({ port: 0, host: '127.0.0.1' })
  })
  afterAll(() => hasty?.[Symbol.asyncDispose]())

  test.each([
    ['its headers', 'DELETE / HTTP/1.1\r\nHost: a\r\nX-', []],
    ['its body', 'POST /session.json HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n', ['{']],
    ['its chunks', 'POST /session.json HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n', ['1\r\n{\r\n']],
    ['a body for /__admin', 'PUT /__admin/fixtures HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n', ['{']]
  ])('with %s is answered 408 and cut off', async (_what, head, rest) => {
    expect(await send(url, head, ...rest)).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  })
})

test('a request that is there and held up is not one that never ends', async () => {
  const patience = { request: 60_000, headers: 60_000, check: 5 }
  await using patient = await administer(await openStores(), { patience })
  const url = await patient.app.listen({ port: 0, host: '127.0.0.1' })
  let goOn = (): void => {}
  const held = new Promise<void>((resolve) => { goOn = resolve })
  const view = (await patient.workspaces.openOrCreate('default')).store.view()
  const asked = vi.spyOn(view, 'catchUp').mockReturnValue(held)
  const answer = fetch(`${url}/chat/Message/${ofOwner}.json`, {
    method: 'DELETE',
    headers: as.user(1),
    body: 'force=1'
  })
  await vi.waitUntil(() => asked.mock.calls.length > 0, { timeout: 60_000, interval: 1 })
  // From now on nobody has any time; that others are cut off for it shows that it was looked for such.
  Object.assign(patient.app.server, { requestTimeout: 1, headersTimeout: 1 })
  expect(await send(url, 'DELETE / HTTP/1.1\r\nHost: a\r\nX-')).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/)
  goOn()
  expect((await answer).status).toBe(200)
})
