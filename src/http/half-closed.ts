import type { Server, ServerResponse } from 'node:http'

/**
 * Lets a server answer clients that close their half of the connection as soon as they have asked. Of itself Node
 * would close the other half on them, and an answer that takes a moment would be lost.
 */
export function answerHalfClosed (server: Server): void {
  // Node's types do not know it: https://nodejs.org/api/net.html has the half of it that is documented.
  Object.assign(server, { httpAllowHalfOpen: true })
}

/**
 * Calls back once a client has closed its connection, or its half of it: who waits in the open does neither. It may
 * have done so before this is asked, and hears of it no more.
 */
export function onceGone (response: ServerResponse, then: () => void): void {
  const { socket } = response
  if (response.closed || socket?.readableEnded) return queueMicrotask(then)
  const told = (): void => {
    response.off('close', told)
    socket?.off('end', told)
    then()
  }
  response.once('close', told)
  socket?.once('end', told)
}
