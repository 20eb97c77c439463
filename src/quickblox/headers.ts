import { randomBytes } from 'node:crypto'
import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** The headers that every answer of the vendor carries, CORS among them. */
export const headers = fp(async (app: FastifyInstance) => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('quickblox-rest-api-version', '0.1.1').header('x-request-id', request.id)
    done()
  })
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    allowedHeaders: ['QB-Token', 'Authorization', 'On-Behalf-Of', 'Content-Type', 'QB-SDK', 'QB-OS', 'QuickBlox-REST-API-Version'],
    exposedHeaders: ['QB-Token-ExpirationDate'],
    strictPreflight: false
  })
}, { name: 'quickblox-headers' })

/** Milliseconds since 1970 as `QB-Token-ExpirationDate` writes them: `2026-11-22 09:44:25 UTC`. */
export function expirationDate (time: number): string {
  const second = Math.floor(time / 1000)
  if (second !== lastDate.second) {
    const iso = new Date(second * 1000).toISOString()
    lastDate = { second, text: `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC` }
  }
  return lastDate.text
}

// Requests of one second share their date, and writing one costs as much as the rest of an answer's head.
let lastDate = { second: Number.NaN, text: '' }

const processPart = randomBytes(8).toString('hex')
let requests = 0

/** 32 hex digits, another for every request. */
export function requestId (): string {
  return processPart + (++requests).toString(16).padStart(16, '0')
}
