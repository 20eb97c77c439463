import { ServerResponse } from 'node:http'
import type { IncomingMessage, OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http'

/**
 * An answer whose head can't be written ends its own connection. Where a head is written nobody is left who could catch
 * what Node throws for it, and the process would end.
 */
export class GuardedResponse<Request extends IncomingMessage = IncomingMessage> extends ServerResponse<Request> {
  override writeHead (status: number, message?: string, headers?: OutgoingHttpHeaders | OutgoingHttpHeader[]): this
  override writeHead (status: number, headers?: OutgoingHttpHeaders | OutgoingHttpHeader[]): this
  override writeHead (status: number, message?: unknown, headers?: OutgoingHttpHeaders): this {
    try {
      return super.writeHead(status, message as string, headers)
    } catch (error) {
      return this.destroy(error as Error)
    }
  }
}
