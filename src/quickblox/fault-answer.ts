import { STATUS_CODES } from 'node:http'
import type { Fault } from '../workspace/faults/fault.ts'
import { forbiddenBody, internalError, notFoundBody, sessionDoesNotExist } from './errors.ts'
import type { ErrorBody } from './errors.ts'

/** The status of a fault's own answer; undefined when it leaves the answer that there would have been. */
export function statusOf ({ status, body, headers, delayMs }: Fault): number | undefined {
  if (status !== undefined) return status
  return body === undefined && (headers !== undefined || delayMs !== undefined) ? undefined : 500
}

/** The payload of a fault's own answer; `otherwise` where it has none to say. */
export function payloadOf ({ body }: Fault, status: number, otherwise: string | undefined): string | undefined {
  const said = body === undefined ? errorBodyOf(status) : body
  if (said === undefined) return status === 204 || status === 304 ? undefined : otherwise
  return typeof said === 'string' ? said : JSON.stringify(said)
}

/** The vendor's body for a status; undefined for none. */
function errorBodyOf (status: number): ErrorBody | undefined {
  if (status < 400) return undefined
  return vendorBodies[status] ?? { errors: [STATUS_CODES[status] ?? `Status ${status}`] }
}

const vendorBodies: Readonly<Record<number, ErrorBody>> = {
  401: sessionDoesNotExist().body,
  403: forbiddenBody,
  404: notFoundBody,
  500: internalError().body
}
