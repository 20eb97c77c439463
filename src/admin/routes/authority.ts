import type { FastifyInstance } from 'fastify'
import { AdminError } from '../../workspace/input/admin-error.ts'
import * as schemas from '../schemas.ts'

/** What devices take for the certificate of an authority, and offer to trust. */
const type = 'application/x-x509-ca-cert'

/** Whom clients must trust. A certificate is no secret: a device that is to trust it has no other way to get it. */
export async function authorityRoutes (app: FastifyInstance, { ca }: { ca: string | undefined }): Promise<void> {
  const schema = {
    summary: 'The certificate of the authority that clients must trust',
    description: 'Always answered, whoever asks.',
    tags: ['Health'],
    produces: [type],
    response: { 404: schemas.Errors }
  }
  app.get('/__admin/ca.pem', { schema }, async (_request, reply) => {
    if (ca === undefined) {
      throw new AdminError(404, ['This mock has made no certificate; start it with --https or --as NAME'])
    }
    return reply.type(type).header('content-disposition', 'attachment; filename="quickblox-delete-mock-ca.pem"').send(
      ca
    )
  })
}
