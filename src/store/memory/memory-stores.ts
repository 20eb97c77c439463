import { MemoryDirectory } from './memory-directory.ts'
import { MemoryWorkspace } from './memory-workspace.ts'
import type { Stores } from '../stores.ts'

/** Stores that live as long as this process. */
export function memoryStores (description: string): Stores {
  const opened = new Map<string, Promise<MemoryWorkspace>>()
  const directory = new MemoryDirectory()
  return {
    kind: 'memory',
    description,
    directory,
    async begin (world) {
      directory.begin(world)
      return true
    },
    open (workspace, seed) {
      const known = opened.get(workspace)
      if (known !== undefined) return known
      const opening = seeded(seed)
      opened.set(workspace, opening)
      opening.catch(() => opened.delete(workspace))
      return opening
    },
    async find (workspace) {
      return opened.get(workspace)
    },
    async drop (workspace) {
      opened.delete(workspace)
      directory.leave(workspace)
    },
    async close () {
      opened.clear()
    }
  }
}

async function seeded (seed: Parameters<Stores['open']>[1]): Promise<MemoryWorkspace> {
  return new MemoryWorkspace(await seed())
}
