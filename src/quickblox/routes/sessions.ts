import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findUserBy } from '../../chat/sign-in.ts'
import type { ChatStore } from '../../store/chat-store.ts'
import type { Application, Session } from '../../store/world.ts'
import { newSession } from '../../workspace/sessions.ts'
import { requireSession, sessionLifetime } from '../authentication.ts'
import type { Parameters } from '../body.ts'
import { isTimely, readNonce, readTimestamp, required } from '../reading/new-session.ts'
import { readSignIn } from '../reading/sign-in.ts'
import { badTimestamp, invalid, loginRefused, unexpectedSignature, unknownApplication } from '../errors.ts'
import { bodyFields, text } from '../fields.ts'
import { firstExpirationDate } from '../headers.ts'
import { sessionObject } from '../objects/session.ts'
import { userObject } from '../objects/user.ts'
import { settle } from '../settle.ts'
import { isSigned } from '../signature.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import { sendNothing } from '../empty-body.ts'
import { knownParameters, noParameters } from '../list-parameters.ts'
import { addRoutes, bothPaths } from '../paths.ts'

/** `/session.json`, and `/login.json`, which says whose session it is. */
export function sessionRoutes (app: FastifyInstance, switches: FidelitySwitches): void {
  addRoutes(app, bothPaths('/session'), {
    POST: async (request, reply) => {
      const session = await createSession(request)
      reply.header('qb-token-expirationdate', firstExpirationDate(session.expires_at))
      return reply.code(201).send(sessionObject(session))
    },
    GET: async (request, reply) => {
      const session = await requireSession(request, reply)
      knownParameters(request, noParameters, switches)
      return sessionObject(session)
    },
    DELETE: async (request, reply) => {
      const { token } = await requireSession(request, reply)
      await request.store.removeSession(token)
      return sendNothing(reply.code(200), switches)
    }
  })

  addRoutes(app, bothPaths('/login'), {
    POST: async (request, reply) => {
      const { token, application_id: applicationId } = await requireSession(request, reply)
      const { store } = request
      const credentials = readSignIn(bodyFields(request))
      if (credentials === undefined) throw invalid('login', 'is required, or email')
      const user = await findUserBy(store, applicationId, credentials)
      if (user === undefined) throw loginRefused()
      await store.setSessionUser(token, user.id)
      return reply.code(202).send(userObject(user))
    },
    DELETE: async (request, reply) => {
      const { token } = await requireSession(request, reply)
      await request.store.setSessionUser(token, 0)
      return sendNothing(reply.code(200), switches)
    }
  })
}

async function createSession (request: FastifyRequest): Promise<Session> {
  const { store, workspace: { clock } } = request
  const fields = bodyFields(request)
  const nonce = readNonce(fields)
  const timestamp = readTimestamp(fields)
  const { id, auth_secret: secret } = await applicationOf(store, fields)
  if (!isTimely(timestamp, clock)) throw badTimestamp()
  if (!isSigned(fields, secret)) throw unexpectedSignature()
  const userId = await userOf(store, id, fields)
  const signed = { application_id: id, user_id: userId, nonce, ts: Math.floor(timestamp) }
  const session = newSession(signed, clock.now(), sessionLifetime)
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
  const credentials = readSignIn(fields as Parameters)
  if (credentials === undefined) {
    throw invalid('user', 'must be user[login] or user[email], and user[password]')
  }
  const user = await findUserBy(store, applicationId, credentials)
  if (user === undefined) throw loginRefused()
  return user.id
}
