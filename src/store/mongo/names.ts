import { createHash } from 'node:crypto'
import { defaultWorkspace } from '../../shared/default-workspace.ts'

/** In bytes: what every MongoDB takes for the name of a database, and what Atlas does on its smallest clusters. */
export const longestName = 63
const longestOnAtlas = 38

/** The database of a workspace; a name that would be too long is cut, with a digest of the whole at its end. */
export function databaseName (database: string, workspace: string): string {
  if (workspace === '' || workspace === defaultWorkspace) return database
  const name = `${database}-${workspace}`
  const longest = Buffer.byteLength(database) > longestOnAtlas ? longestName : longestOnAtlas
  if (Buffer.byteLength(name) <= longest) return name
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `${cut(name, longest - digest.length - 1)}-${digest}`
}

function cut (text: string, bytes: number): string {
  let rest = text
  while (Buffer.byteLength(rest) > bytes) rest = rest.slice(0, -1)
  return rest
}
