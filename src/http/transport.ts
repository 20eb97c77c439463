import type { FastifyServerOptions } from 'fastify'
import { GuardedResponse } from './guarded-response.ts'
import type { ServerCertificate } from './server-certificate.ts'

/** A URL of 64 KiB must fit, and the other headers beside it. */
export const maxHeaderSize = 80 * 1024

/** In milliseconds. What is done with a request once it is there, as by a fault that holds it up, has no part in it. */
export interface Patience {
  /** Until the whole of it is there. */
  readonly request: number
  /** Until its headers are there. */
  readonly headers: number
  /** How often it is seen to. */
  readonly check: number
}

export const usualPatience: Patience = { request: 120_000, headers: 30_000, check: 5000 }

/** Fastify's types keep the two kinds of server apart; nothing here depends on which it is. */
export function transport (
  credentials: ServerCertificate | undefined,
  { request, headers, check }: Patience
): FastifyServerOptions {
  const common = {
    maxHeaderSize,
    ServerResponse: GuardedResponse,
    allowHalfOpen: true,
    headersTimeout: headers,
    connectionsCheckingInterval: check
  }
  const options = credentials === undefined ? { http: common } : { https: { ...credentials, ...common } }
  return { ...options, requestTimeout: request } as FastifyServerOptions
}
