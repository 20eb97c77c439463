import type { Findings, Part } from '../parts.ts'

// What the vendor answers, letter for letter, as `Stage.text()` tells it. Written here once more, apart from the
// server's own words: one of them wrong is a difference.
export const forbidden = '403 {"errors":["You don\'t have appropriate permissions to perform this operation"]}'
export const notFound = '404 {"errors":["The resource wasn\'t found"]}'
export const unauthorized = '401 {"errors":["Unauthorized"]}'
export const noSession = '401 {"errors":{"base":["Required session does not exist"]}}'
export const empty = '200 empty'

/** What the owner, the sender and the third user see. */
export function sees (owner: string, sender: string, third: string): Findings {
  const seen: Record<Part, string> = { owner, sender, third }
  return Object.fromEntries(Object.entries(seen).map(([role, what]) => [`${role} sees`, what]))
}

/** What each of them sees alike. */
export const all = (what: string): Findings => sees(what, what, what)
