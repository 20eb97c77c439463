import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UserCaller } from '../chat/callers.ts'
import type { Caller } from '../deletion/verdict.ts'
import { whenReady } from '../shared/maybe-promise.ts'
import type { MaybePromise } from '../shared/maybe-promise.ts'
import type { ChatStore } from '../store/chat-store.ts'
import type { Application, Session } from '../store/world.ts'
import { forbidden, needUser, sessionDoesNotExist, tokenRequired, unauthorized } from './errors.ts'
import { expirationDate } from './headers.ts'
import { settle } from './settle.ts'

/** A session lives this long after its last request, in milliseconds. */
export const sessionLifetime = 2 * 60 * 60 * 1000

/** The hooks of a route that somebody must ask: they refuse the request, or say in `request.caller` who asks. */
export const authenticated = { onRequest: authenticate, preValidation: authenticateByBody } as const

/** Before anything else is looked at; a token in the body has to wait until that is read. */
function authenticate (request: FastifyRequest, reply: FastifyReply, done: Done): void {
  becomes(request, callerOf(request, reply), done)
}

function authenticateByBody (request: FastifyRequest, reply: FastifyReply, done: Done): void {
  if (request.caller !== null) return done()
  const token = tokenParameter(request.body)
  if (token === undefined) return done(tokenRequired())
  becomes(request, settledSession(request, reply, token).then(userOf), done)
}

type Done = (error?: Error) => void

/** Goes on once it is known who asks, at once where that is known at once. */
function becomes (request: FastifyRequest, caller: MaybePromise<Caller | null>, done: Done): void {
  const known = whenReady(caller, (found) => { request.caller = found })
  if (known instanceof Promise) known.then(() => done(), done)
  else done()
}

/** Who asks, as far as headers and query say it; null where only the body can. */
function callerOf (request: FastifyRequest, reply: FastifyReply): MaybePromise<Caller | null> {
  const token = header(request, 'qb-token')
  if (token !== undefined) return whenReady(useSession(request, reply, token), userOf)
  const authorization = header(request, 'authorization')
  if (authorization !== undefined) return callerOfApiKey(request.store, authorization, header(request, 'on-behalf-of'))
  const parameter = tokenParameter(request.query)
  return parameter === undefined ? null : whenReady(useSession(request, reply, parameter), userOf)
}

/** Who asks, where a route is one that somebody must ask. */
export function requireCaller ({ caller }: FastifyRequest): Caller {
  if (caller === null) throw tokenRequired()
  return caller
}

/** The same, where it must be a user; refuses an application. */
export function requireUser (request: FastifyRequest): UserCaller {
  const caller = requireCaller(request)
  if (caller.kind !== 'user') throw needUser()
  return caller
}

/** The session of a request that a token alone can ask; refuses all others. */
export async function requireSession (request: FastifyRequest, reply: FastifyReply): Promise<Session> {
  const token = header(request, 'qb-token') ?? tokenParameter(request.query) ?? tokenParameter(request.body)
  if (token === undefined) throw tokenRequired()
  return settledSession(request, reply, token)
}

/** What is done with it must not be done to what strangers are judged by. */
async function settledSession (request: FastifyRequest, reply: FastifyReply, token: string): Promise<Session> {
  const session = await useSession(request, reply, token)
  await settle(request)
  return session
}

/** Whether the parameter `token`, where there is one, is what says who asks. */
export function mayNameToken (request: FastifyRequest): boolean {
  return header(request, 'qb-token') === undefined && header(request, 'authorization') === undefined
}

function tokenParameter (parameters: unknown): string | undefined {
  const { token } = Object(parameters) as { token?: unknown }
  return typeof token === 'string' && token !== '' ? token : undefined
}

/** The session that a token names, with its end moved on and told to the client. */
function useSession (request: FastifyRequest, reply: FastifyReply, token: string): MaybePromise<Session> {
  const { store, workspace: { clock } } = request
  return whenReady(store.useSession(token, () => clock.now(), sessionLifetime), (session) => {
    if (session === undefined) throw sessionDoesNotExist()
    const end = Number.isFinite(session.expires_at) ? session.expires_at : clock.now() + sessionLifetime
    reply.header('qb-token-expirationdate', expirationDate(end))
    return session
  })
}

function userOf (session: Session): Caller {
  if (session.user_id === 0) throw needUser()
  return { kind: 'user', userId: session.user_id, applicationId: session.application_id }
}

async function callerOfApiKey (
  store: ChatStore,
  authorization: string,
  onBehalfOf: string | undefined
): Promise<Caller> {
  const application = await applicationOfApiKey(store, authorization)
  if (application === undefined) throw unauthorized()
  if (onBehalfOf === undefined) return { kind: 'application', applicationId: application.id }
  const user = /^[1-9]\d{0,15}$/.test(onBehalfOf) ? await store.findUser(Number(onBehalfOf)) : undefined
  if (user?.application_id !== application.id) throw forbidden()
  return { kind: 'user', userId: user.id, applicationId: application.id }
}

/** Whether the headers of a request, or else its query, name a session or an application that there is. */
export async function isKnown (store: ChatStore, request: FastifyRequest, now: number): Promise<boolean> {
  const authorization = header(request, 'authorization')
  const token = header(request, 'qb-token') ?? (authorization === undefined ? tokenParameter(request.query) : undefined)
  if (token !== undefined) return await store.useSession(token, () => now, 0) !== undefined
  return await applicationOfApiKey(store, authorization ?? '') !== undefined
}

async function applicationOfApiKey (store: ChatStore, authorization: string): Promise<Application | undefined> {
  const apiKey = /^ApiKey +(\S+)$/.exec(authorization)?.[1]
  return apiKey === undefined ? undefined : await store.findApplicationByApiKey(apiKey)
}

function header (request: Pick<FastifyRequest, 'headers'>, name: string): string | undefined {
  return request.headers[name]?.toString()
}
