import type { FastifyInstance } from 'fastify'
import { deleteDialogs } from '../../deletion/delete-dialogs.ts'
import { authenticate } from '../authentication.ts'
import { dialogsAnswer } from '../formatters.ts'
import { deletePaths, readDelete, sendAnswer } from './delete.ts'
import type { DeleteRoute } from './delete.ts'
import type { FidelitySwitches } from '../../options/switches.ts'

/** `DELETE /chat/Dialog/ID[,ID...].json` */
export async function dialogRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  for (const path of deletePaths('/chat/Dialog')) {
    app.delete<DeleteRoute>(path, { onRequest: authenticate }, async (request, reply) => {
      const { caller, ids, several, force } = readDelete(request)
      request.outcome = await deleteDialogs(request.store, caller, ids, force)
      return sendAnswer(reply, dialogsAnswer(request.outcome, several, switches))
    })
  }
}
