import type { FastifyReply } from 'fastify'
import type { Workspace } from '../workspace/workspace.ts'
import { toEntry } from '../workspace/journal/journal-entry.ts'
import type { Received } from '../workspace/journal/received.ts'

/** A line that means nothing, so that what stands in between does not take the connection for dead; in milliseconds. */
const pulse = 15_000

/** What may lie unread, in bytes, before a reader is taken for gone. */
const mostUnread = 4 * 1024 * 1024

/** Sends what happens in a workspace, until the reader goes or the workspace is over. */
export function stream ({ events }: Workspace, reply: FastifyReply): void {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  raw.write('retry: 1000\n\n')
  const send = (text: string): void => { if (raw.writableLength > mostUnread) raw.destroy(); else raw.write(text) }
  const onRequest = (received: Received): void => send(`event: request\nid: ${received.id}\ndata: ${JSON.stringify(toEntry(received))}\n\n`)
  const onWorld = (): void => send('event: world\ndata: {}\n\n')
  // Its connection would otherwise be kept alive, and closing the mock would wait for it.
  const onOver = (): void => { raw.end(() => raw.socket?.destroy()) }
  const beat = setInterval(() => send(':\n\n'), pulse)
  events.on('request', onRequest).on('world', onWorld).once('over', onOver)
  raw.once('close', () => {
    clearInterval(beat)
    events.off('request', onRequest).off('world', onWorld).off('over', onOver)
  })
}
