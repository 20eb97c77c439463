import type { Parameters } from './body.ts'

/** A path that names one thing or several. */
export interface IdsRoute {
  Params: { ids?: string }
  Querystring: Parameters
}

/** The paths of a call: with `.json` and, as some clients have it, without. */
export function bothPaths (path: string): readonly [string, string] {
  return [`${path}.json`, path]
}

/** With ids, and the ways of naming none. */
export function idsPaths (collection: string): string[] {
  return [`${collection}/:ids`, `${collection}/`, `${collection}.json`, collection]
}
