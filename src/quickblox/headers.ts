import type { FastifyReply, FastifyRequest } from 'fastify'

const ofPreflight = {
  'access-control-allow-methods': 'GET, POST, PUT, DELETE',
  'access-control-allow-headers':
    'QB-Token, Authorization, On-Behalf-Of, Content-Type, QB-SDK, QB-OS, QuickBlox-REST-API-Version',
  'content-length': '0'
}

/** The headers that every answer of the vendor carries, CORS among them. */
export function setHeaders ({ id }: FastifyRequest, reply: FastifyReply): void {
  reply.header('quickblox-rest-api-version', '0.1.1').header('x-request-id', id)
  reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', 'QB-Token-ExpirationDate')
}

/** Every OPTIONS is a preflight. */
export function answerPreflight (reply: FastifyReply): void {
  reply.code(204).headers(ofPreflight).send()
}

/** Milliseconds since 1970 as `QB-Token-ExpirationDate` writes them: `2026-11-22 09:44:25 +0000`. */
export function expirationDate (time: number): string {
  const second = Math.floor(time / 1000)
  if (second !== lastDate.second) lastDate = { second, text: `${dateOf(second)} +0000` }
  return lastDate.text
}

/** The same as the creation of a session writes it: `2026-11-22 09:44:25 UTC`. */
export function firstExpirationDate (time: number): string {
  return `${dateOf(Math.floor(time / 1000))} UTC`
}

function dateOf (second: number): string {
  const iso = new Date(second * 1000).toISOString()
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`
}

// Requests of one second share their date, and writing one costs as much as the rest of an answer's head.
let lastDate = { second: Number.NaN, text: '' }
