import type { FastifyReply } from 'fastify'
import { onceGone } from '../http/half-closed.ts'
import { AdminError } from '../workspace/input/admin-error.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { toEntry } from '../workspace/journal/journal-entry.ts'
import type { Received } from '../workspace/journal/received.ts'

/** A line that means nothing, so that what stands in between does not take the connection for dead; in milliseconds. */
const pulse = 15_000

/** What may lie unread, in bytes, before a reader is cut off; a browser then connects again and reads the journal. */
const mostUnread = 1024 * 1024

/** How many may read at once, of all workspaces. */
export const mostReaders = 64

/**
 * Sends what happens in a workspace, until the reader goes or the workspace is over.
 *
 * @throws AdminError where there are too many readers
 */
export async function stream (workspace: Workspace, reply: FastifyReply, readers: Set<FastifyReply>): Promise<void> {
  if (readers.size >= mostReaders) {
    throw new AdminError(429, [
      `There are ${mostReaders} readers of streams already, which is the most there can be: close one, or ask for ` +
        '/__admin/requests now and then'
    ])
  }
  readers.add(reply)
  const { events } = workspace
  const { raw } = reply
  const stop = await workspace.attend().catch((error) => {
    readers.delete(reply)
    throw error
  })
  reply.hijack()
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff'
  })
  raw.write('retry: 1000\n\n')
  const send = (text: string): void => { if (raw.writableLength > mostUnread) raw.destroy(); else raw.write(text) }
  const onRequest = (received: Received): void => send(eventOf(received))
  const onWorld = (): void => send('event: world\ndata: {}\n\n')
  const leave = (): void => {
    readers.delete(reply)
    stop()
    clearInterval(beat)
    events.off('request', onRequest).off('world', onWorld).off('over', onOver)
  }
  // Its connection would otherwise be kept alive, and closing the mock would wait for it. Nothing may be written after
  // the end.
  const onOver = (): void => {
    leave()
    raw.end(() => raw.socket?.destroy())
  }
  const beat = setInterval(() => send(':\n\n'), pulse)
  events.on('request', onRequest).on('world', onWorld).on('over', onOver)
  onceGone(raw, onOver)
}

/** Written once, however many read it. */
function eventOf (received: Received): string {
  const text = written.get(received) ??
    `event: request\nid: ${received.id}\ndata: ${JSON.stringify(toEntry(received))}\n\n`
  written.set(received, text)
  return text
}

const written = new WeakMap<Received, string>()
