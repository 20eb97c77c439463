import type { FastifyReply } from 'fastify'
import type { FidelitySwitches } from '../options/switches.ts'
import { answerText } from './answer-text.ts'
import type { DeleteAnswer } from './formatters.ts'

const json = 'application/json; charset=utf-8'

/** An answer without a body; with the switch, of one space. */
export function sendNothing (reply: FastifyReply, { emptyBody }: Pick<FidelitySwitches, 'emptyBody'>): FastifyReply {
  return emptyBody === 'space'
    ? reply.type(json).serializer(String).send(' ')
    : reply.send()
}

/** The answer to a delete. */
export function sendAnswer (reply: FastifyReply, answer: DeleteAnswer, switches: FidelitySwitches): FastifyReply {
  reply.code(answer.status)
  if (answer.body === undefined) return sendNothing(reply, switches)
  // With a serializer Fastify does not take the type apart, to see whether it is that of JSON.
  return reply.type(json).serializer(textOf).send(answerText(answer.body))
}

/** Of the text of an answer that; of the error that answers in its place, should one come up, its JSON. */
function textOf (payload: unknown): string {
  return typeof payload === 'string' ? payload : JSON.stringify(payload)
}
