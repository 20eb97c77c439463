import type { FastifyServerOptions } from 'fastify'

/**
 * For an application in which no schema checks what comes or writes what goes: those of its routes are for documents
 * alone. Fastify would load compilers for them all the same, which takes half of its start.
 */
export const withoutSchemas: Pick<FastifyServerOptions, 'schemaController'> = {
  schemaController: {
    compilersFactory: {
      // Fastify's type wants a function as ajv makes them.
      buildValidator: (() => () => () => true) as never,
      buildSerializer: () => () => (data) => JSON.stringify(data)
    }
  }
}
