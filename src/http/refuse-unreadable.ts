import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What Node keeps on the socket of an HTTP server: the response that is being written to it. */
type HttpSocket = Socket & { readonly _httpMessage?: ServerResponse | null }

const refused = new WeakSet<Socket>()

/**
 * Ends a connection on which something can't be read as HTTP, with an answer that says so, once all that was asked
 * before it is answered.
 */
export function refuseUnreadable (socket: HttpSocket, code: string | undefined, answer: string): void {
  if (code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  // Whatever comes after it is reported too.
  if (refused.has(socket)) return
  refused.add(socket)
  afterAnswers(socket, () => {
    if (socket.writable) socket.write(answer)
    socket.destroySoon()
  })
}

function afterAnswers (socket: HttpSocket, then: () => void): void {
  const answering = socket._httpMessage
  // One that has not come in full will never be answered.
  if (answering === undefined || answering === null || !answering.req.complete) then()
  else answering.once('close', () => afterAnswers(socket, then))
}
