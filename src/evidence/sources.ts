import type { Evidence } from '../deletion/verdict.ts'

/** One place where a behaviour of the vendor was read, with its decisive line. */
export interface Source {
  /**
   * What it is worth; a `hint` bears on the behaviour, or contradicts it, without being evidence for it: another
   * vendor's words, a user's guess.
   */
  readonly kind: Exclude<Evidence, 'ours'> | 'hint'
  /** For people: a page, a repository and path, or a thread. */
  readonly place: string
  readonly url: string
  readonly quote: string
}

/** The kinds of evidence that sources come to, in the order of their authority; nothing but hints comes to `ours`. */
export function evidenceOf (sources: readonly Source[]): readonly Evidence[] {
  const found = (['doc', 'wire', 'client', 'staff'] as const).filter((kind) =>
    sources.some((source) => source.kind === kind)
  )
  return found.length === 0 ? ['ours'] : found
}

/** A page of the vendor's API reference. */
export function page (name: string, quote: string): Source {
  return {
    kind: 'doc',
    place: `docs.quickblox.com/reference/${name}`,
    url: `https://docs.quickblox.com/reference/${name}`,
    quote
  }
}

/** The vendor's REST documentation of 2018. */
export function oldDocs (path: string, quote: string): Source {
  return { ...file('QuickBlox/Documentation', '9bce464d', `docs/${path}`, quote), kind: 'doc' }
}

/** The documentation's introduction, with its list of changes. */
export const introduction = (quote: string): Source => oldDocs('6_rest_api/1_Introduction.md', quote)

/** The documentation of the chat calls. */
export const chatDocs = (quote: string): Source => oldDocs('6_rest_api/6_Chat_API.yaml', quote)

/** A file of a public repository: an SDK, a test, a sample. */
export function file (repository: string, commit: string, path: string, quote: string): Source {
  return {
    kind: 'wire',
    place: `${repository} ${path}`,
    url: `https://github.com/${repository}/blob/${commit}/${path}`,
    quote
  }
}

/** A published client, which does not work unless the service does so. */
export function client (repository: string, commit: string, path: string, quote: string): Source {
  return { ...file(repository, commit, path, quote), kind: 'client' }
}

/** The JavaScript SDK of 2024. */
export const javascriptSdk = (path: string, quote: string): Source =>
  file('QuickBlox/quickblox-javascript-sdk', 'bd392461', path, quote)

/** The JavaScript SDK 2.24.0 of 2026. */
export const newestJavascriptSdk = (path: string, quote: string): Source =>
  file('QuickBlox/quickblox-javascript-sdk', 'db1b1f88c8783c98d6eb687c8a82b15c6be6589a', path, quote)

/** The Android SDK 4.4.1, read as bytecode. */
export function androidSdk (part: 'chat' | 'core', what: string): Source {
  const path = `com/quickblox/quickblox-android-sdk-${part}/4.4.1`
  return {
    kind: 'wire',
    place: `QuickBlox/quickblox-android-sdk-releases ${path}`,
    url: `https://github.com/QuickBlox/quickblox-android-sdk-releases/tree/18fe2eb5/${path}`,
    quote: what
  }
}

/** A user's log or report in a public thread. */
export function report (repository: string, number: number, quote: string): Source {
  return {
    kind: 'wire',
    place: `${repository}#${number}`,
    url: `https://github.com/${repository}/issues/${number}`,
    quote
  }
}

/** What the vendor's staff said in a public thread. */
export function staff (repository: string, number: number, quote: string): Source {
  return { ...report(repository, number, quote), kind: 'staff' }
}

/** The same place, but it proves nothing. */
export function hint (source: Source): Source {
  return { ...source, kind: 'hint' }
}

export const ios = 'QuickBlox/quickblox-ios-sdk'
export const android = 'QuickBlox/quickblox-android-sdk'
export const javascript = 'QuickBlox/quickblox-javascript-sdk'
