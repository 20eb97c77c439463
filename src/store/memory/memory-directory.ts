import type { Directory } from '../directory.ts'
import type { World } from '../world.ts'

/** What one server knows alone. */
export class MemoryDirectory implements Directory {
  readonly #names = new Set<string>()
  #seed: World | undefined

  async names (): Promise<readonly string[]> {
    return [...this.#names].sort()
  }

  async enter (name: string, most: number): Promise<boolean> {
    if (!this.#names.has(name) && this.#names.size >= most) return false
    this.#names.add(name)
    return true
  }

  leave (name: string): void {
    this.#names.delete(name)
  }

  begin (world: World): void {
    this.#seed = world
  }

  async settle (): Promise<undefined> {}

  async settings (): Promise<undefined> {}

  async seed (): Promise<World> {
    if (this.#seed === undefined) throw new Error('Nothing was begun with')
    return this.#seed
  }
}
