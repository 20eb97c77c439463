import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Document } from '../../openapi/openapi.ts'
import * as schemas from '../schemas.ts'

const tags = ['Document']

/** The whole API, for programs and for people; `routes` are those of `/__admin`. */
export async function documentRoutes (
  app: FastifyInstance,
  { routes }: { routes: readonly RouteOptions[] }
): Promise<void> {
  let made: Promise<Document> | undefined
  const read = (): Promise<Document> => {
    made ??= import('../../openapi/document.ts').then(({ openApiDocument }) => openApiDocument({ routes, schemas }))
    return made
  }

  app.get('/openapi.json', { schema: { summary: 'This document', tags, produces: ['application/json'] } }, read)

  app.get(
    '/docs',
    { schema: { summary: 'A page to read it', tags, produces: ['text/html'] } },
    async (_request, reply) => {
      const [document, { page, policy }] = await Promise.all([read(), import('../../openapi/page.ts')])
      return reply.type('text/html; charset=utf-8').header('content-security-policy', policy).send(page(document))
    }
  )
}
