import type { FastifyInstance } from 'fastify'
import { deleteMessages } from '../../deletion/delete-messages.ts'
import { authenticated } from '../authentication.ts'
import { messagesAnswer } from '../formatters.ts'
import { deletePaths, readDelete, sendAnswer } from './delete.ts'
import type { DeleteRoute } from './delete.ts'
import type { FidelitySwitches } from '../../options/switches.ts'

/** `DELETE /chat/Message/ID[,ID...].json` */
export async function messageRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  for (const path of deletePaths('/chat/Message')) {
    app.delete<DeleteRoute>(path, authenticated, async (request, reply) => {
      const { caller, ids, several, force } = readDelete(request, switches)
      request.outcome = await deleteMessages(request.store, caller, ids, force, switches)
      return sendAnswer(reply, messagesAnswer(request.outcome, several, switches), switches)
    })
  }
}
