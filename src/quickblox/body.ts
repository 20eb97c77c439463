import type { IncomingHttpHeaders } from 'node:http'
import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bare } from '../shared/bare.ts'
import { malformedBody } from './errors.ts'
import { MalformedBody, MultipartBody, readBody, readMultipart } from './read-body.ts'

/** The parameters of a request as they came: a query string's or a body's. */
export type Parameters = Readonly<Record<string, unknown>>

/** Reads bodies as real clients send them: what they hold decides, not what they are labelled. */
export function readBodies (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  // Some clients send what a list is asked by as the body of the GET.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  // Called, not registered: for its version of Fastify a plugin is judged by semver, a twelfth of a first start.
  formbody(app, { parser: (text) => readBody(text) as Record<string, unknown> }, throwIfAny)
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, readBody(String(text))))
  app.addHook('preValidation', (request, _reply, done) => {
    if (!(request.body instanceof MultipartBody)) return done()
    readMultipart(request.body).then((fields) => {
      request.body = fields
      done()
    }, done)
  })
}

function throwIfAny (error?: Error): void {
  if (error !== undefined) throw error
}

/** Before the body is read: what it is labelled as must not keep a client from being answered. */
export function passOverLabel (request: FastifyRequest): void {
  const label = request.headers['content-type']
  if (label === undefined) return
  // For a label alone Fastify would read the body that a GET seldom has.
  if (request.method === 'GET' || !readableLabel.test(label)) request.headers = unlabelled as FastifyRequest['headers']
}

/** Put in front of the headers that came, which the journal tells as they are. */
const unlabelled: IncomingHttpHeaders = { 'content-type': undefined }

/** The body's parameters; throws the 400 for a broken one. */
export function bodyParameters (body: unknown): Parameters {
  if (body instanceof MalformedBody) throw malformedBody(body.why)
  return isParameters(body) ? body : none
}

/** A list has no names. */
function isParameters (body: unknown): body is Parameters {
  return typeof body === 'object' && body !== null && !Array.isArray(body)
}

const none: Parameters = Object.freeze(bare())

/** Fastify refuses a label that it can't read with a 415; no client is refused for that here. */
const readableLabel = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/
