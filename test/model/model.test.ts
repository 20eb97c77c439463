import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import type { Stores } from '../../src/store/open-stores.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { Workspaces, defaultWorkspace } from '../../src/workspace/workspaces.ts'
import { onEveryStore } from '../helpers/stores.ts'
import type { ModelSwitches } from './model.ts'
import { Play } from './play.ts'
import { sequences, usualLength } from './requests.ts'
import { at, modelOf, scenes } from './scene.ts'

// MODEL_REQUESTS=300000 is the long run, on each store; MODEL_SEED=N plays what the run with that seed played.
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31)
const timeout = 3_600_000

onEveryStore('the server and a plain model of it', (open) => {
  const servers: Array<{ readonly stores: Stores, readonly workspaces: Workspaces, readonly workspace: Workspace }> = []
  let round = 0
  const apps = new Map<string, FastifyInstance>()

  beforeAll(async () => {
    const server = await open()
    for (let n = 0; n < 3; n++) {
      const stores = await server()
      const workspaces = new Workspaces(stores, await readWorld({}), 10)
      servers.push({ stores, workspaces, workspace: await workspaces.openOrCreate(defaultWorkspace) })
    }
  })
  afterAll(() => Promise.all([...apps.values()].map((app) => app.close())))

  async function appOf (server: number, switches: ModelSwitches): Promise<FastifyInstance> {
    const { stores, workspaces } = at(servers, server)
    const key = `${server} ${JSON.stringify(switches)}`
    const app = apps.get(key) ??
      await buildApp({
        workspaces,
        stores,
        switches: { ...defaultSwitches, ...switches },
        access: { adminToken: undefined, openAdmin: false, host: '127.0.0.1', adminHost: [] }
      })
    apps.set(key, app)
    return app
  }

  test('answer the same and come to the same, whatever is asked in whatever world', { timeout }, async () => {
    const requests = Number(process.env['MODEL_REQUESTS'] ?? (servers[0]?.stores.kind === 'memory' ? 2000 : 400))
    await fc.assert(fc.asyncProperty(scenes, sequences, async (scene, sequence) => {
      const apps = await Promise.all(servers.map((_, server) => appOf(server, scene.switches)))
      await at(servers, round++).workspace.replace(() => readWorld(scene.fixtures))
      const play = new Play(apps, at(servers, round).workspace, modelOf(scene))
      for (const request of sequence) await play.ask(request)
      await play.compare()
    }), { seed, numRuns: Math.ceil(requests / usualLength) })
  })
})
