/** The path of a request, without its query. */
export function pathnameOf (url: string): string {
  const query = url.indexOf('?')
  return query === -1 ? url : url.slice(0, query)
}

/** Whether a URL names an id, in its path or its query, alone or in a list. */
export function namesId (url: string, id: string): boolean {
  const wanted = id.toLowerCase()
  const pieces = url.replaceAll(/%2c/gi, ',').split(/[/?&=,]/)
  return pieces.some((piece) => piece.replace(/\.json$/, '').toLowerCase() === wanted)
}
