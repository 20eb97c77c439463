import type { FastifyInstance, FastifyReply, FastifyRequest, RouteShorthandOptions } from 'fastify'
import type { Parameters } from './body.ts'

/** A path that may name one thing or several. */
export interface IdsRoute {
  Params: { ids?: string }
  Querystring: Parameters
}

/** What is done at a path, by method. */
export type Handlers = Partial<Record<'GET' | 'POST' | 'PUT' | 'DELETE', Handler>>

export type Handler = (request: FastifyRequest<IdsRoute>, reply: FastifyReply) => unknown

type Hooks = Pick<RouteShorthandOptions, 'onRequest' | 'preValidation'>

/** The paths of a call: with `.json` and, as some clients have it, without. */
export function bothPaths (path: string): readonly [string, string] {
  return [`${path}.json`, path]
}

/**
 * Answers at each of these paths. One route of Fastify's takes all methods of a path, and HEAD where there is GET: most
 * of what a start costs is the registration of routes.
 */
export function addRoutes (
  app: FastifyInstance,
  paths: readonly string[],
  handlers: Handlers,
  hooks: Hooks = {}
): void {
  const byMethod: Readonly<Record<string, Handler>> = {
    ...handlers,
    ...(handlers.GET !== undefined && { HEAD: handlers.GET })
  }
  for (const url of paths) {
    app.route<IdsRoute>({
      ...hooks,
      url,
      method: Object.keys(byMethod),
      // It gets no other method than those that it is registered for.
      handler: (request, reply) => (byMethod[request.method] as Handler)(request, reply)
    })
  }
}
