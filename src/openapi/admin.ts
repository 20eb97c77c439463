import { STATUS_CODES } from 'node:http'
import type { RouteOptions } from 'fastify'
import type { TSchema } from 'typebox'
import { json, parametersOf, written } from './openapi.ts'
import type { Content, Operation, Paths, Response } from './openapi.ts'

/** What the routes under `/__admin` say of themselves. */
interface RouteSchema {
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  /** What is answered, where it is not JSON. */
  readonly produces?: readonly string[]
  readonly params?: TSchema
  readonly querystring?: TSchema
  readonly body?: TSchema
  readonly response?: Readonly<Record<string, TSchema>>
}

/** The API under `/__admin`: its routes, and its schemas by their names. */
export interface AdminApi {
  readonly routes: readonly RouteOptions[]
  readonly schemas: Readonly<Record<string, unknown>> & {
    /** What answers whatever is refused. */
    readonly Errors: TSchema
  }
}

/** The calls of `/__admin`; a route without a summary is not for programs, and is left out. */
export function adminPaths ({ routes, schemas }: AdminApi): Paths {
  const paths: Record<string, Record<string, Operation>> = {}
  for (const { method, url, schema } of routes) {
    const { summary, ...rest } = (schema ?? {}) as RouteSchema
    if (summary === undefined || method === 'HEAD') continue
    const path = url.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [String(method).toLowerCase()]: operation(summary, rest, schemas.Errors) }
  }
  return paths
}

function operation (
  summary: string,
  { description, tags = [], params, querystring, body, ...answers }: RouteSchema,
  errors: TSchema
): Operation {
  const parameters = [
    ...(params ? parametersOf('path', params) : []),
    ...(querystring ? parametersOf('query', querystring) : [])
  ]
  return {
    summary,
    ...(description !== undefined && { description }),
    tags,
    ...(tags.includes('Health') && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && { requestBody: { content: contentOf(body) } }),
    responses: responsesOf(answers, errors)
  }
}

function responsesOf (
  { response = {}, produces = [] }: Pick<RouteSchema, 'response' | 'produces'>,
  errors: TSchema
): Operation['responses'] {
  const told = Object.entries(response).map(([status, schema]): [string, Response] => [status, answer(status, schema)])
  const other: Response = {
    description: produces.join(', '),
    content: Object.fromEntries(produces.map((type) => [type, {}]))
  }
  return {
    ...(produces.length > 0 && { 200: other }),
    ...Object.fromEntries(told),
    default: { description: 'What is wrong.', content: contentOf(errors) }
  }
}

function answer (status: string, schema: TSchema): Response {
  const { type, description = STATUS_CODES[status] ?? status } = written(schema)
  return { description, ...(type !== 'null' && { content: contentOf(schema) }) }
}

function contentOf (schema: TSchema): Content {
  return { [json]: { schema } }
}
