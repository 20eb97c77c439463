import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readBlocks } from './blocks.ts'
import type { Block } from './blocks.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** What people read, the README first, by its path. */
export const pages: ReadonlyMap<string, string> = new Map([
  'README.md', 'SECURITY.md', 'CHANGELOG.md',
  ...readdirSync(`${root}/docs`).filter((name) => name.endsWith('.md')).sort().map((name) => `docs/${name}`)
].map((path) => [path, readFileSync(`${root}/${path}`, 'utf8')]))

export function blocksOf (page: string): readonly Block[] {
  return readBlocks(page, pages.get(page) ?? '')
}

/** Those without any block are left out. */
export const pagesWithBlocks = [...pages.keys()].filter((page) => blocksOf(page).length > 0)
