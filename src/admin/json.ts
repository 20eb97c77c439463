import type { FastifyInstance } from 'fastify'
import { deepestFixtures } from '../fixtures/deepest.ts'
import { parseJson } from '../shared/parse-json.ts'
import { AdminError } from '../workspace/input/admin-error.ts'

/** Takes every body for JSON, whatever it is labelled, so that a bare `curl -d` will do; an empty one is none. */
export function readLenientJson (app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  // Fastify refuses a label that it can't read with a 415.
  app.addHook('onRequest', async (request) => { delete request.headers['content-type'] })
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    try {
      done(null, text === '' ? undefined : parseJson(text.toString(), deepestFixtures))
    } catch (error) {
      done(new AdminError(400, [`The body is ${(error as Error).message}`]))
    }
  })
}
