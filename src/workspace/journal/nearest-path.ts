import { nearest } from '../../shared/nearest.ts'

/** What stands under `/chat`; the calls of each have further words behind it. */
export const chatNames = ['Message', 'Dialog'] as const

/** Of a path under `/chat` that there is nothing at, the known one that is most like it; undefined for every other. */
export function nearestPath (url: string): string | undefined {
  const [, name, below] = /^\/chat\/([^/.?]*)(\/[^/?]*\/[^?])?/.exec(url) ?? []
  if (name === undefined) return undefined
  if (chatNames.some((known) => known === name)) return below === undefined ? undefined : `/chat/${name}/ID`
  const meant = nearest(name.toLowerCase(), chatNames.map((known) => known.toLowerCase()))
  const known = chatNames.find((one) => one.toLowerCase() === meant)
  return known === undefined ? undefined : `/chat/${known}`
}
