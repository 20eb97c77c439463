import type { FastifyInstance } from 'fastify'
import type { Outcome } from '../deletion/verdict.ts'

/** How many ids one header tells of: many clients take no more than 16 KiB of headers. */
const told = 100

/** Lets every answer to a delete say which rule decided on each id, in the header `X-Mock-Verdicts`. */
export function explainVerdicts (app: FastifyInstance): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.outcome !== null) reply.header('x-mock-verdicts', verdictsHeader(request.outcome))
    done()
  })
}

/** `ID=M11, ID=M7`; an id that is none may have any character, so those that no header can hold are encoded. */
export function verdictsHeader (outcome: Outcome): string {
  const verdicts = outcome.slice(0, told).map(({ id, reason }) => `${encodeURIComponent(id)}=${reason}`)
  return [...verdicts, ...(outcome.length > told ? [`and ${outcome.length - told} more`] : [])].join(', ')
}
