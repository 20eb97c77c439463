import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findUserBy } from '../../chat/sign-in.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { Application, Session } from '../../store/world.ts'
import { newSession } from '../../workspace/sessions.ts'
import { requireSession, sessionLifetime } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { readSignIn } from '../read-sign-in.ts'
import { badTimestamp, invalid, loginRefused, unexpectedSignature, unknownApplication } from '../errors.ts'
import { bodyFields, text, wholeNumber } from '../fields.ts'
import { firstExpirationDate } from '../headers.ts'
import { sessionObject } from '../objects/session.ts'
import { settle } from '../settle.ts'
import { isSigned } from '../signature.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import { sendNothing } from '../empty-body.ts'
import { bothPaths } from './paths.ts'

/** `POST`, `GET` and `DELETE /session.json` */
export async function sessionRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  for (const path of bothPaths('/session')) {
    app.post(path, async (request, reply) => {
      const session = await createSession(request)
      reply.header('qb-token-expirationdate', firstExpirationDate(session.expires_at))
      return reply.code(201).send(sessionObject(session))
    })
    app.get(path, async (request, reply) => sessionObject(await requireSession(request, reply)))
    app.delete(path, async (request, reply) => {
      const { token } = await requireSession(request, reply)
      await request.store.removeSession(token)
      return sendNothing(reply.code(200), switches)
    })
  }
}

async function createSession (request: FastifyRequest): Promise<Session> {
  const { store, workspace: { clock } } = request
  const fields = bodyFields(request)
  const nonce = readNonce(fields)
  const timestamp = readTimestamp(fields)
  const { id, auth_secret: secret } = await applicationOf(store, fields)
  if (!isTimely(timestamp, clock.now())) throw badTimestamp()
  if (!isSigned(fields, secret)) throw unexpectedSignature()
  const userId = await userOf(store, id, fields)
  const session = newSession({ application_id: id, user_id: userId, nonce, ts: Math.floor(timestamp) }, clock.now(), sessionLifetime)
  await (await settle(request)).addSession(session)
  return session
}

async function applicationOf (store: ChatStore, fields: Parameters): Promise<Application> {
  const application = await store.findApplication(required(fields, 'application_id'))
  const authKey = text(fields, 'auth_key')
  if (authKey === null) throw invalid('auth_key', 'is required')
  if (application?.auth_key !== authKey) throw unknownApplication()
  return application
}

/** 0 where nobody signs in. */
async function userOf (store: ChatStore, applicationId: number, { user: fields }: Parameters): Promise<number> {
  if (fields === undefined || fields === null) return 0
  if (typeof fields !== 'object' || Array.isArray(fields)) throw invalid('user', 'must be user[login] or user[email], and user[password]')
  const credentials = readSignIn(fields as Parameters)
  if (credentials === undefined) throw invalid('user', 'must be user[login] or user[email], and user[password]')
  const user = await findUserBy(store, applicationId, credentials)
  if (user === undefined) throw loginRefused()
  return user.id
}

function required (fields: Parameters, name: string): number {
  const number = wholeNumber(fields, name)
  if (number === undefined) throw invalid(name, 'is required')
  return number
}

/** Any text that is not empty; a whole number is kept as one. */
function readNonce (fields: Parameters): number | string {
  const nonce = text(fields, 'nonce') ?? ''
  if (nonce === '') throw invalid('nonce', 'is required')
  return /^-?\d{1,15}$/.test(nonce) ? Number(nonce) : nonce
}

/** Seconds since 1970, with a fraction or without. */
function readTimestamp (fields: Parameters): number {
  const timestamp = text(fields, 'timestamp') ?? ''
  if (timestamp === '') throw invalid('timestamp', 'is required')
  if (!/^\s*\d{1,16}(?:\.\d{1,16})?\s*$/.test(timestamp)) throw invalid('timestamp', 'must be a number: seconds since 1970')
  return Number(timestamp)
}

/** How far a client's clock may be off, in seconds. */
const tolerance = 60 * 60

/** A client may live by the time of the workspace or by real time. */
function isTimely (timestamp: number, now: number): boolean {
  return [now, Date.now()].some((time) => Math.abs(time / 1000 - timestamp) <= tolerance)
}
