/** A request's URL, taken apart: `/@worker-1/chat/...` is `/chat/...` of the workspace `worker-1`. */
export interface RequestUrl {
  readonly workspace: string | undefined
  readonly url: string
}

/** Takes the workspace's prefix off, and makes sure that the rest can be decoded. */
export function readUrl (url: string): RequestUrl {
  if (!url.startsWith('/@')) return { workspace: undefined, url: decodable(url) }
  const end = url.slice(2).search(/[/?]|$/) + 2
  const rest = url.slice(end)
  return { workspace: url.slice(2, end), url: decodable(rest.startsWith('/') ? rest : `/${rest}`) }
}

/** An id whose percent-encoding is broken is one that does not exist, like any other: its percent signs stand for themselves. */
function decodable (url: string): string {
  if (!url.includes('%')) return url
  return url.replaceAll(/%2c|(?:%(?!2c)[0-9a-f]{2})+|%/gi, (encoded) => canDecode(encoded) ? encoded : encoded.replaceAll('%', '%25'))
}

function canDecode (encoded: string): boolean {
  try {
    decodeURIComponent(encoded)
    return true
  } catch {
    return false
  }
}
