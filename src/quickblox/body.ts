import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { bare } from '../shared/bare.ts'
import { parseJson } from '../shared/parse-json.ts'
import { malformedBody } from './errors.ts'
import { formOf } from './form.ts'
import { isMultipart, multipartFields } from './multipart.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Of the body's text, in characters; that of one sent in chunks no header tells. */
    bodyLength: number
  }
}

/** The parameters of a request as they came: a query string's or a body's. */
export type Parameters = Readonly<Record<string, unknown>>

/** A body that starts like JSON, or like a multipart one, and is broken; what reads it throws. */
class MalformedBody {
  readonly [field: string]: unknown
  readonly text: string
  readonly why: string

  constructor (text: string, why: string) {
    this.text = text
    this.why = why
  }
}

/** Reads bodies as real clients send them: what they hold decides, not what they are labelled. */
export const body = fp(async (app: FastifyInstance) => {
  app.removeAllContentTypeParsers()
  app.decorateRequest('bodyLength', 0)
  // Some clients send what a list is asked by as the body of the GET.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true })
  app.addContentTypeParser('*', { parseAs: 'string' }, (request, body, done) => {
    request.bodyLength = body.length
    const text = body.toString()
    if (!isMultipart(text)) return done(null, parseParameters(text))
    readMultipart(text).then((fields) => done(null, fields))
  })
  app.addHook('onRequest', (request, _reply, done) => {
    const label = request.headers['content-type']
    if (label !== undefined && !readableLabel.test(label)) delete request.headers['content-type']
    // Else Fastify would read the body that it does not have.
    else if (label !== undefined && request.method === 'GET' && !hasBody(request)) {
      request.headers = unlabelled as FastifyRequest['headers']
    }
    done()
  })
}, { name: 'quickblox-body' })

/** Whether a body comes with the request. */
export function hasBody ({ raw: { headers } }: FastifyRequest): boolean {
  const length = headers['content-length']
  return (length !== undefined && length !== '0') || headers['transfer-encoding'] !== undefined
}

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

/** The text of a body that could not be read; undefined for any other. */
export function malformedText (body: unknown): string | undefined {
  return body instanceof MalformedBody ? body.text : undefined
}

/** Fastify refuses a label that it can't read with a 415; no client is refused for that here. */
const readableLabel = /^\s*[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+\s*(;|$)/

async function readMultipart (text: string): Promise<Parameters> {
  try {
    return formOf(await multipartFields(text))
  } catch (error) {
    return new MalformedBody(text, `multipart/form-data and can't be read: ${(error as Error).message}`)
  }
}

function parseParameters (text: string): Record<string, unknown> {
  const start = text.trimStart()[0]
  if (start !== '{' && start !== '[') return formOf(new URLSearchParams(text))
  try {
    return parseJson(text) as Record<string, unknown>
  } catch (error) {
    return new MalformedBody(text, `JSON and can't be read: it is ${(error as Error).message}`)
  }
}
