/** The paths of a call: with `.json` and, as some clients have it, without. */
export function bothPaths (path: string): readonly [string, string] {
  return [`${path}.json`, path]
}
