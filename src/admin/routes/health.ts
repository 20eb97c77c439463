import type { FastifyInstance } from 'fastify'
import { readPackage } from '../../shared/package.ts'
import type { Stores } from '../../store/stores.ts'
import type { Workspaces } from '../../workspace/workspaces.ts'
import * as schemas from '../schemas.ts'
import { defaultWorkspace } from '../../shared/default-workspace.ts'

const open = 'Always answered, whoever asks.'

/** `/livez`, `/readyz` and `/__admin/health`; they are for whatever runs the mock, and always answer. */
export async function healthRoutes (
  app: FastifyInstance,
  { workspaces, stores }: { workspaces: Workspaces, stores: Pick<Stores, 'kind'> }
): Promise<void> {
  const { version } = readPackage()
  const ping = async (): Promise<void> => (await workspaces.openOrCreate(defaultWorkspace)).store.ping()

  app.get('/livez', {
    schema: { summary: 'The process is up', description: open, tags: ['Health'], response: { 200: schemas.Ok } }
  }, async () => ({ status: 'ok' }))

  app.get('/readyz', {
    schema: {
      summary: 'The store answers',
      description: open,
      tags: ['Health'],
      response: { 200: schemas.Ok, 503: schemas.Errors }
    }
  }, async () => {
    await ping()
    return { status: 'ok' }
  })

  app.get('/__admin/health', {
    schema: {
      summary: 'How the mock is',
      description: open,
      tags: ['Health'],
      response: { 200: schemas.Health, 503: schemas.Health }
    }
  }, async (_request, reply) => {
    const healthy = await ping().then(() => true, () => false)
    return reply.code(healthy ? 200 : 503).send({
      status: healthy ? 'healthy' : 'unhealthy',
      message: healthy ? 'The mock is up and its store answers' : 'The mock is up, but its store does not answer',
      version,
      uptimeInSeconds: Math.floor(process.uptime()),
      timestamp: new Date().toISOString(),
      store: stores.kind
    })
  })
}
