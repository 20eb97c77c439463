/** The ids of a DELETE, each once, and whether the URL named more than one, repeats counted. */
export interface RequestedIds {
  readonly ids: readonly string[]
  readonly several: boolean
}

const objectId = /^[0-9a-f]{24}$/i

/**
 * Reads `ID[,ID...][.json]`. An ObjectId is taken in either case and written in lower case; anything else stays as it
 * was sent.
 */
export function readIds (pathSegment: string): RequestedIds {
  const sent: string[] = []
  for (const id of withoutExtension(pathSegment).split(',')) if (id !== '') sent.push(canonicalId(id))
  const once = new Set(sent)
  return { ids: once.size === sent.length ? sent : [...once], several: sent.length > 1 }
}

function withoutExtension (segment: string): string {
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
