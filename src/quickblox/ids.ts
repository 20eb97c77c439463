/** The ids of a DELETE, each once, and whether the URL named more than one, repeats counted. */
export interface RequestedIds {
  readonly ids: readonly string[]
  readonly several: boolean
}

const objectId = /^[0-9a-f]{24}$/i

/** Ids as clients write them. */
const usualIds = /^[0-9a-f]{24}(?:,[0-9a-f]{24})*$/
const idLength = 24

/**
 * Reads `ID[,ID...][.json]`. An ObjectId is taken in either case and written in lower case; anything else stays as it
 * was sent.
 */
export function readIds (pathSegment: string): RequestedIds {
  const list = withoutExtension(pathSegment)
  const sent = usualIds.test(list) ? pieces(list) : list.split(',').filter((id) => id !== '').map(canonicalId)
  return { ids: areAscending(sent) ? sent : [...new Set(sent)], several: sent.length > 1 }
}

/** Whether each is greater than the one before, and so is there once: most lists are, and a Set takes much longer. */
export function areAscending (ids: readonly string[]): boolean {
  let before = ''
  for (const id of ids) {
    if (id <= before) return false
    before = id
  }
  return true
}

/** Cut where the commas must be, which is faster than to look for them. */
function pieces (list: string): string[] {
  const ids: string[] = []
  for (let at = 0; at < list.length; at += idLength + 1) ids.push(list.slice(at, at + idLength))
  return ids
}

/** The last piece of a path without the `.json` that it may end in. */
export function withoutExtension (segment: string): string {
  return segment.endsWith('.json') ? segment.slice(0, -'.json'.length) : segment
}

/** An ObjectId in lower case; anything else as it is. */
export function canonicalId (id: string): string {
  return objectId.test(id) ? id.toLowerCase() : id
}

/** The id of a path that names one thing; what is none is the id of nothing. */
export function oneId (segment: string | undefined): string {
  return readIds(segment ?? '').ids.join(',')
}
