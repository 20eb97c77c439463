import type { FastifyInstance } from 'fastify'
import { findUserBy } from '../../chat/sign-in.ts'
import { requireSession } from '../authentication.ts'
import { readSignIn } from '../read-sign-in.ts'
import { invalid, loginRefused } from '../errors.ts'
import { bodyFields } from '../fields.ts'
import { userObject } from '../objects/user.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import { sendNothing } from '../empty-body.ts'
import { bothPaths } from './paths.ts'

/** `POST` and `DELETE /login.json`: whose session it is. */
export async function loginRoutes (app: FastifyInstance, switches: FidelitySwitches): Promise<void> {
  for (const path of bothPaths('/login')) {
    app.post(path, async (request, reply) => {
      const { token, application_id: applicationId } = await requireSession(request, reply)
      const { store } = request
      const credentials = readSignIn(bodyFields(request))
      if (credentials === undefined) throw invalid('login', 'is required, or email')
      const user = await findUserBy(store, applicationId, credentials)
      if (user === undefined) throw loginRefused()
      await store.setSessionUser(token, user.id)
      return reply.code(202).send(userObject(user))
    })
    app.delete(path, async (request, reply) => {
      const { token } = await requireSession(request, reply)
      await request.store.setSessionUser(token, 0)
      return sendNothing(reply.code(200), switches)
    })
  }
}
