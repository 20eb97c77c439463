import type { FastifyInstance } from 'fastify'
import { deleteDialogs } from '../../deletion/delete-dialogs.ts'
import { authenticated } from '../authentication.ts'
import { dialogsAnswer } from '../formatters.ts'
import { deletePaths, readDelete, sendAnswer } from './delete.ts'
import type { DeleteRoute } from './delete.ts'
import type { FidelitySwitches } from '../../options/switches.ts'

/** `DELETE /chat/Dialog/ID[,ID...].json` */
export async function dialogRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  for (const path of deletePaths('/chat/Dialog')) {
    app.delete<DeleteRoute>(path, authenticated, async (request, reply) => {
      const { caller, ids, several, force } = readDelete(request, switches)
      request.outcome = await deleteDialogs(request.store, caller, ids, force, switches)
      return sendAnswer(reply, dialogsAnswer(request.outcome, several, switches), switches)
    })
  }
}
