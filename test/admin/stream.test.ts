import { EventEmitter } from 'node:events'
import type { FastifyReply } from 'fastify'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { mostReaders, stream } from '../../src/admin/stream.ts'
import { MemoryWorkspace } from '../../src/store/memory/memory-workspace.ts'
import { emptyWorld } from '../../src/fixtures/lookup.ts'
import { Journal } from '../../src/workspace/journal/journal.ts'
import { Workspace } from '../../src/workspace/workspace.ts'
import { received } from '../helpers/received.ts'

const MiB = 1024 * 1024

/** A reply that keeps what is written to it. */
function reader () {
  const written: string[] = []
  const socket = Object.assign(new EventEmitter(), { destroy: vi.fn() })
  const raw = Object.assign(new EventEmitter(), {
    socket,
    writableLength: 0,
    writeHead: vi.fn(),
    write: (text: string) => written.push(text),
    end: vi.fn((then: () => void) => then()),
    destroy: vi.fn()
  })
  return { written, socket, raw, reply: { raw, hijack: vi.fn() } as unknown as FastifyReply }
}

let workspace: Workspace
let readers: Set<FastifyReply>
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  workspace = new Workspace('w', { store: new MemoryWorkspace(emptyWorld), journal: new Journal(10) })
  readers = new Set()
})
afterEach(() => { vi.useRealTimers() })

const come = (id: string) => workspace.requests.add(received({ id }))
const listeners = () =>
  (['request', 'world', 'over'] as const).map((name) => workspace.events.listenerCount(name))

describe('a stream', () => {
  test('is one of server-sent events, which nothing in between may keep', async () => {
    const { raw, written, reply } = reader()
    await stream(workspace, reply, readers)
    expect(raw.writeHead.mock.calls).toEqual([[200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff'
    }]])
    expect(written).toEqual(['retry: 1000\n\n'])
    expect(reply.hijack).toHaveBeenCalledTimes(1)
  })

  test('tells of requests and of another world, to all who read', async () => {
    const [one, other] = [reader(), reader()]
    for (const { reply } of [one, other]) await stream(workspace, reply, readers)
    come('a')
    await workspace.reset()
    for (const { written } of [one, other]) {
      expect(written.slice(1)).toEqual([
        expect.stringMatching(/^event: request\nid: a\ndata: \{"id":"a",.*\}\n\n$/),
        'event: world\ndata: {}\n\n'
      ])
    }
    expect(one.written[1]).toBe(other.written[1])
  })

  test('says now and then that it is there', async () => {
    const { written, reply } = reader()
    await stream(workspace, reply, readers)
    vi.advanceTimersByTime(14_999)
    expect(written).toHaveLength(1)
    vi.advanceTimersByTime(15_001)
    expect(written.slice(1)).toEqual([':\n\n', ':\n\n'])
  })

  test.each([[MiB, 0, 2], [MiB + 1, 1, 1]])('with %i bytes unread', async (unread, destroyed, texts) => {
    const { raw, written, reply } = reader()
    await stream(workspace, reply, readers)
    raw.writableLength = unread
    come('a')
    expect([raw.destroy.mock.calls.length, written.length]).toEqual([destroyed, texts])
  })

  test.each([
    ['the client has gone', ({ raw }: ReturnType<typeof reader>) => { raw.emit('close') }],
    ['the client has closed its half', ({ socket }: ReturnType<typeof reader>) => { socket.emit('end') }],
    ['the workspace is over', () => { workspace.end() }]
  ])('ends when %s', async (_, act) => {
    const stop = vi.fn()
    workspace.attend = async () => stop
    const one = reader()
    await stream(workspace, one.reply, readers)
    expect([readers.has(one.reply), listeners()]).toEqual([true, [1, 1, 1]])
    act(one)
    expect([readers.size, listeners(), stop.mock.calls.length]).toEqual([0, [0, 0, 0], 1])
    expect([one.raw.end.mock.calls.length, one.socket.destroy.mock.calls.length]).toEqual([1, 1])
    come('late')
    vi.advanceTimersByTime(60_000)
    expect(one.written).toHaveLength(1)
  })

  test.each([
    ['gone', ({ raw }: ReturnType<typeof reader>) => { Object.assign(raw, { closed: true }) }],
    ['closed its half', ({ socket }: ReturnType<typeof reader>) => { Object.assign(socket, { readableEnded: true }) }]
  ])('ends at once when the client has %s before it began', async (_, act) => {
    const one = reader()
    act(one)
    await stream(workspace, one.reply, readers)
    await Promise.resolve()
    expect([readers.size, listeners(), one.raw.end.mock.calls.length]).toEqual([0, [0, 0, 0], 1])
  })

  test('is one of 64 at most', async () => {
    const { reply } = reader()
    for (let n = 1; n < mostReaders; n++) readers.add({} as FastifyReply)
    await stream(workspace, reply, readers)
    await expect(stream(workspace, reader().reply, readers)).rejects.toMatchObject({
      statusCode: 429,
      problems: [
        'There are 64 readers of streams already, which is the most there can be: close one, or ask for ' +
          '/__admin/requests now and then'
      ]
    })
    expect(readers.size).toBe(64)
  })

  test('that can\'t begin takes nobody\'s place', async () => {
    workspace.attend = async () => { throw new Error('away') }
    const { reply } = reader()
    await expect(stream(workspace, reply, readers)).rejects.toThrow('away')
    expect([readers.size, listeners()]).toEqual([0, [0, 0, 0]])
  })
})
