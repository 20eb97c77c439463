import type { MockServer } from '../workspace/server-handle.ts'
import { isEverywhere } from '../http/reachable.ts'
import type { Application, Message, Session, User, World } from '../store/world.ts'

/** How many applications are shown, and how many users of each. */
const shown = 8

/** Somebody, and how to be them. */
type Row = readonly [who: string, how: string]

/** Where the mock is, and which certificate to trust there. */
export interface Place extends Pick<MockServer, 'url' | 'caPath'> {
  /** What it listens on, as it was asked for. */
  readonly host: string | undefined
  /** Whether `/__admin` answers those who can reach it. */
  readonly isOpen: boolean
}

/** What a person at a terminal wants to know: who can be which user with what token, and a line to paste. */
export function banner (place: Place, world: World, now: number = Date.now()): string {
  const sessions = world.sessions.filter((session) => session.expires_at > now)
  const applications = listed(
    world.applications,
    'applications',
    (application) => applicationText(application, world.users, sessions)
  )
  const everywhere = isEverywhere(place.host ?? '') ? 'It listens on all addresses of this machine.\n' : ''
  return printable(
    `${everywhere}${inspectorText(place)}\n${applications.join('\n')}${exampleText(place, { ...world, sessions })}\n`
  )
}

function inspectorText ({ url, isOpen }: Place): string {
  return isOpen
    ? `Inspector: ${url}/__admin/\n`
    : 'The inspector is shut; it opens with --open-admin, or with --admin-token TOKEN.\n'
}

function applicationText (
  { id, name, api_keys: [key] }: Application,
  allUsers: readonly User[],
  allSessions: readonly Session[]
): string {
  const users = allUsers.filter((user) => user.application_id === id)
  const sessions = allSessions.filter((session) => session.application_id === id)
  const server: Row[] = key === undefined ? [] : [['the application', `Authorization: ApiKey ${key}`]]
  const rows = [...server, ...users.map((user): Row => [nameOf(user), credentialsOf(user, sessions, key)])]
  const width = Math.max(...rows.slice(0, shown).map(([who]) => who.length))
  const lines = listed(rows, 'users', ([who, how]) => `  ${who.padEnd(width)}   ${how}`)
  return `${name} (application ${id})\n${lines.map((line) => `${line}\n`).join('')}`
}

function credentialsOf ({ id }: User, sessions: readonly Session[], key: string | undefined): string {
  const session = sessions.find((one) => one.user_id === id)
  if (session !== undefined) return `QB-Token: ${session.token}`
  return key === undefined ? 'no session' : `no session; the application's key with On-Behalf-Of: ${id}`
}

/** A `curl` line that deletes something for somebody, if this world has anything to delete. */
function exampleText (place: Place, { users, sessions, dialogs, messages }: World): string {
  const occupants = new Map(dialogs.map((dialog) => [dialog._id, dialog.occupants_ids]))
  for (const { token, user_id: caller } of sessions) {
    const message = messages.find((one) =>
      occupants.get(one.chat_dialog_id)?.includes(caller) && !one.deleted_for.includes(caller)
    )
    const user = users.find((one) => one.id === caller)
    if (message !== undefined && user !== undefined) {
      return `\nDelete a message from the history of ${nameOf(user)}:\n  ${curl(place, token, message)}\n`
    }
  }
  return ''
}

function curl ({ url, caPath }: Place, token: string, { _id }: Message): string {
  const trust = caPath === undefined ? '' : `--cacert ${quoted(caPath)} `
  return `curl -i ${trust}-X DELETE -H ${quoted(`QB-Token: ${token}`)} ${url}/chat/Message/${_id}.json`
}

function nameOf ({ id, login, email, full_name: fullName }: User): string {
  const name = login ?? fullName ?? email
  return name === null ? `user ${id}` : `user ${id}, ${name}`
}

function listed<T> (all: readonly T[], what: string, text: (one: T) => string): string[] {
  const rest = all.length - shown
  return [...all.slice(0, shown).map(text), ...(rest > 0 ? [`  and ${rest} more ${what}`] : [])]
}

function quoted (text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}

/** A fixture can't move the cursor. */
function printable (text: string): string {
  return text.replace(/[^\P{Cc}\n]/gu, '')
}
