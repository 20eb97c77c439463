import { fromWorld } from '../../src/fixtures/from-world.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import { nextWorld } from '../../src/inspector/page/model/world.ts'
import type { PageWorld } from '../../src/inspector/page/model/world.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import { world as fixtures } from '../helpers/world.ts'

/** The world of the tests on a store, as the page gets to know it. */
export async function openPage (): Promise<{ store: MemoryStore, look: (before?: PageWorld) => Promise<PageWorld> }> {
  const store = new MemoryStore(await readWorld(fixtures))
  return {
    store,
    async look (before) {
      const { sessions, ...state } = JSON.parse(JSON.stringify(fromWorld(await store.dump())))
      return nextWorld(state, sessions, before)
    }
  }
}
