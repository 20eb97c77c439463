import type { FastifyReply } from 'fastify'
import type { FidelitySwitches } from '../options/switches.ts'

/** An answer without a body; with the switch, of one space. */
export function sendNothing (reply: FastifyReply, { emptyBody }: Pick<FidelitySwitches, 'emptyBody'>): FastifyReply {
  return emptyBody === 'space' ? reply.type('application/json; charset=utf-8').serializer(String).send(' ') : reply.send()
}
