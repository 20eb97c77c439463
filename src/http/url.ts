import { readAbsoluteForm } from './target.ts'

// `/@worker-1/chat/...` is `/chat/...` of the workspace `worker-1`.
const prefix = /^\/@([^/?]*)\/?/

/** A client that has the mock for a proxy writes the whole URL into its request line. */
function withoutAuthority (url: string): string {
  return url.startsWith('/') ? url : readAbsoluteForm(url)?.path ?? url
}

/** The workspace that a URL names by its prefix; undefined where it has none. */
export function workspaceIn (url: string): string | undefined {
  const path = withoutAuthority(url)
  return path.startsWith('/@') ? prefix.exec(path)?.[1] : undefined
}

/** The URL without a workspace's prefix, and so that it can be decoded. */
export function withoutWorkspace (url: string): string {
  const path = withoutAuthority(url)
  return decodable(path.startsWith('/@') ? path.replace(prefix, '/') : path)
}

/**
 * An id whose percent-encoding is broken is one that does not exist, like any other: its percent signs stand for
 * themselves.
 */
function decodable (url: string): string {
  if (!url.includes('%')) return url
  return url.replaceAll(
    /%2c|(?:%(?!2c)[0-9a-f]{2})+|%/gi,
    (encoded) => canDecode(encoded) ? encoded : encoded.replaceAll('%', '%25')
  )
}

function canDecode (encoded: string): boolean {
  try {
    decodeURIComponent(encoded)
    return true
  } catch {
    return false
  }
}
