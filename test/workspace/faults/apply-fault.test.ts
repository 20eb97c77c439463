import { connect, Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { startMockServer } from '../../../src/index.ts'
import type { MockServer } from '../../../src/index.ts'
import { endConnection, holdUp } from '../../../src/workspace/faults/apply-fault.ts'
import type { PlannedFault } from '../../../src/workspace/faults/fault.ts'
import { HeldRequests } from '../../../src/workspace/faults/held-requests.ts'
import { timersOf } from '../../helpers/timers.ts'
import { ofOwner, world } from '../../helpers/world.ts'

describe('on a socket', () => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ fixtures: world }) })
  beforeEach(() => mock.reset())
  afterAll(() => mock?.close())

  /** Asks to delete a message, and resolves with how the connection ended. */
  function ask (act: (socket: Socket) => void = () => {}): Promise<[answer: string, end: string]> {
    const socket = connect(Number(new URL(mock.url).port), '127.0.0.1')
    let [answer, end] = ['', 'close']
    socket.setEncoding('utf8').on('data', (text: string) => { answer += text })
    socket.on('error', ({ code }: NodeJS.ErrnoException) => { end = String(code) })
    socket.write(`DELETE /chat/Message/${ofOwner} HTTP/1.1\r\nHost: a\r\nQB-Token: token-of-1\r\n\r\n`)
    act(socket)
    return new Promise((resolve) => socket.on('close', () => resolve([answer, end])))
  }
  const isThere = async () => (await mock.state()).messages.some(({ _id }) => _id === ofOwner)
  const isHeld = () => vi.waitUntil(async () => mock.faults().length === 0, { timeout: 60_000, interval: 5 })

  test.each([['reset', 'ECONNRESET'], ['close', 'close']] as const)('a connection can %s', async (connection, end) => {
    await mock.fail({ connection })
    expect(await ask()).toEqual(['', end])
    await mock.fail({ connection, delayMs: 5 })
    expect(await ask()).toEqual(['', end])
  })

  test('a connection that hangs does so until the client gives up', async () => {
    await mock.fail({ connection: 'hang' })
    const asked = ask((socket) => { mock.waitForRequest({}, { timeoutMs: 60_000 }).then(() => socket.end()) })
    expect(await asked).toEqual(['', 'close'])
    expect(mock.requests()).toMatchObject([{ response: null }])
  })

  test.each([
    ['that hangs', { connection: 'hang' }],
    ['that is held up', { delayMs: 600_000 }]
  ] as const)('a request %s is cut off by a reset, and deletes nothing', async (_, fault) => {
    await mock.fail(fault)
    const asked = ask()
    await isHeld()
    if ('connection' in fault) await mock.waitForRequest({}, { timeoutMs: 60_000 })
    await mock.reset()
    expect(await asked).toEqual(['', 'close'])
    expect(await isThere()).toBe(true)
  })
})

/** A request that faults hold up, and who is told of it. */
function request (attend?: () => Promise<() => void>) {
  const stop = vi.fn()
  const held = new HeldRequests()
  const raw = { socket: null as unknown, destroy: vi.fn(), once: vi.fn(), off: vi.fn() }
  const reply = { raw, hijack: vi.fn() }
  const asked = { workspace: { held, attend: attend ?? (async () => stop) } }
  return { held, raw, stop, reply: reply as unknown as FastifyReply, asked: asked as unknown as FastifyRequest }
}

const fault = (more: object) => ({ id: 'fault-1', times: 1, when: 'before', ...more }) as PlannedFault
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a request that is held up', () => {
  test('goes on when the time is over, and then nobody cuts it off', async () => {
    const { held, raw, stop, reply, asked } = request()
    expect(await holdUp(fault({ delayMs: 1 }), asked, reply)).toBe(true)
    await turn()
    expect(stop).toHaveBeenCalledTimes(1)
    held.cutOff()
    await turn()
    expect([raw.destroy.mock.calls.length, stop.mock.calls.length]).toEqual([0, 1])
    expect(await holdUp(fault({}), asked, reply)).toBe(true)
  })

  test('is over when it is cut off, and other servers are listened to no more', async () => {
    const timers = timersOf(600_000)
    const { held, raw, stop, reply, asked } = request()
    const holding = holdUp(fault({ delayMs: 600_000 }), asked, reply)
    expect(timers()).toBe(1)
    held.cutOff()
    expect(timers()).toBe(0)
    expect(await holding).toBe(false)
    await turn()
    expect([raw.destroy.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1])
    expect(reply.hijack).toHaveBeenCalledTimes(1)
  })

  test('is so where other servers can\'t be listened to, too', async () => {
    const { reply, asked } = request(async () => { throw new Error('away') })
    expect(await holdUp(fault({ delayMs: 1 }), asked, reply)).toBe(true)
    await turn()
  })

  test('that hangs lets go of all when its client has gone', async () => {
    const { held, raw, stop, reply, asked } = request()
    endConnection('hang', asked, reply)
    raw.once.mock.calls[0]?.[1]()
    await turn()
    held.cutOff()
    expect([raw.destroy.mock.calls.length, stop.mock.calls.length]).toEqual([1, 1])
  })
})

describe('a reset', () => {
  const socket = (parent?: Socket | null) => {
    const one = new Socket()
    vi.spyOn(one, 'resetAndDestroy').mockImplementation(() => one)
    vi.spyOn(one, 'destroy').mockImplementation(() => one)
    return Object.assign(one, parent === undefined ? {} : { _parent: parent })
  }

  test.each([
    ['of plain TCP', socket(), (wire: Socket) => wire],
    ['of what has nothing below', socket(null), (wire: Socket) => wire],
    ['below TLS', socket(), (wire: Socket) => socket(wire)],
    ['below TLS in TLS', socket(), (wire: Socket) => socket(socket(wire))]
  ])('is one %s', (_, wire, above) => {
    const { raw, reply, asked } = request()
    raw.socket = above(wire)
    endConnection('reset', asked, reply)
    expect(wire.resetAndDestroy).toHaveBeenCalledTimes(1)
    expect(reply.hijack).toHaveBeenCalledTimes(1)
  })

  test('is a close where there is no TCP, and of nothing the end of the answer', () => {
    const { raw, reply, asked } = request()
    endConnection('reset', asked, reply)
    expect(raw.destroy).toHaveBeenCalledTimes(1)
    const pipe = { destroy: vi.fn() }
    raw.socket = pipe
    endConnection('reset', asked, reply)
    endConnection('close', asked, reply)
    expect([pipe.destroy.mock.calls.length, raw.destroy.mock.calls.length]).toEqual([2, 1])
  })
})
