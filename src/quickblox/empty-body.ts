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
  return answer.body === undefined ? sendNothing(reply, switches) : reply.type(json).send(answerText(answer.body))
}
