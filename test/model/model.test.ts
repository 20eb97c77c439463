import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, test } from 'vitest'
import { buildApp } from '../../src/app.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import type { Stores } from '../../src/store/open-stores.ts'
import type { World } from '../../src/store/world.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { Workspaces } from '../../src/workspace/workspaces.ts'
import { onEveryStore } from '../helpers/stores.ts'
import type { ModelSwitches } from './model.ts'
import { Play } from './play.ts'
import { sequences, usualLength } from './requests.ts'
import { at, modelOf, scenes } from './scene.ts'
import { defaultWorkspace } from '../../src/shared/default-workspace.ts'

// MODEL_REQUESTS=300000 is the long run, on each store; MODEL_SEED=N plays what the run with that seed played.
const seed = Number(process.env['MODEL_SEED'] ?? Date.now() % 2 ** 31)
const timeout = 3_600_000

onEveryStore('the server and a plain model of it', (open) => {
  const servers: Array<{ readonly stores: Stores, readonly workspaces: Workspaces }> = []
  let round = 0
  const apps = new Map<string, FastifyInstance>()

  beforeAll(async () => {
    const server = await open()
    const add = async (): Promise<Stores> => {
      const stores = await server()
      const workspaces = new Workspaces(stores, await readWorld({}))
      // As a server does when it starts: of those that begin with other worlds, the last to start decides.
      await workspaces.openOrCreate(defaultWorkspace)
      servers.push({ stores, workspaces })
      return stores
    }
    // What is in memory has one server.
    if ((await add()).kind !== 'memory') await add().then(add)
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
      const name = round++ % 2 === 0 ? defaultWorkspace : 'other'
      await begin(at(servers, round).workspaces, name, await readWorld(scene.fixtures))
      const play = new Play(apps, {
        prefix: name === defaultWorkspace ? '' : `/@${name}`,
        workspace: () => openPresent(at(servers, round).workspaces, name),
        model: () => modelOf(scene)
      })
      for (const one of sequence) await ('who' in one ? play.ask(one) : play.act(one))
      await play.compare()
    }), { seed, numRuns: Math.ceil(requests / usualLength) })
  })
})

/** The world may be the one of the round before, and then nothing is replaced. */
async function begin (workspaces: Workspaces, name: string, world: World): Promise<void> {
  const workspace = await openPresent(workspaces, name)
  await workspaces.replace(world)
  await workspace.replace(() => world, 'common')
}

/** As what is asked of `/__admin` finds it. */
async function openPresent (workspaces: Workspaces, name: string): Promise<Workspace> {
  await (await workspaces.openOrCreate(name)).store.hear()
  return workspaces.openOrCreate(name)
}
