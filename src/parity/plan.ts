import type { ParityOptions } from '../options/parity-options.ts'
import { entryOf } from '../evidence/entries.ts'
import { isLoopback } from '../http/loopback.ts'
import { nearest } from '../shared/nearest.ts'
import { defaultCredentials, readCredentials } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { ParityError } from './parity-error.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'

export type RunOptions = ParityOptions & { readonly url: string }

/** What a run plays, and with whose hands. */
export interface Plan {
  readonly chosen: readonly Scenario[]
  readonly credentials: Credentials
}

/**
 * What these options ask for; of a server that is not on this machine it is told first.
 *
 * @throws {ParityError} where it can't be done, or is not agreed to
 */
export async function planRun (options: RunOptions, write: (text: string) => void): Promise<Plan> {
  const chosen = choose(options.only)
  const credentials = await credentialsFor(options)
  if (!isOfThisMachine(options.url)) announce(options, { chosen, credentials }, write)
  return { chosen, credentials }
}

function choose (only: string | undefined): readonly Scenario[] {
  if (only === undefined) return scenarios
  const wanted = new Set(only.split(',').map((id) => id.trim().toUpperCase()))
  for (const id of wanted) {
    const meant = nearest(id, [...entryOf.keys()])
    if (!entryOf.has(id)) {
      throw new ParityError(
        '--only: there is no rule ' +
          `${id}${meant === undefined ? '; docs/rules.md lists them' : `; did you mean ${meant}?`}`
      )
    }
  }
  return scenarios.filter(({ id }) => wanted.has(id))
}

async function credentialsFor ({ url, credentials }: RunOptions): Promise<Credentials> {
  if (credentials !== undefined) return readCredentials(credentials)
  if (!isOfThisMachine(url)) {
    throw new ParityError(
      'parity: give --credentials FILE, with an application and three test users of yours; docs/parity.md shows one'
    )
  }
  return defaultCredentials()
}

function isOfThisMachine (url: string): boolean {
  return isLoopback(new URL(url).hostname.replace(/^\[(.*)\]$/, '$1'))
}

/** What a server that is not on this machine is about to see; throws where that is not agreed to. */
function announce (
  { url, yes }: RunOptions,
  { chosen, credentials: { application, users, other_application: other } }: Plan,
  write: (text: string) => void
): void {
  const names = users.slice(0, 3).map(({ login, email }) => login ?? email).join(', ')
  const another = other === undefined ? '' : `, and one of application ${other.id}`
  const plan = [
    `Against ${url}, as the users ${names} of application ${application.id}${another}, ` +
    `${chosen.length} scenarios are played.`,
    'Each makes up to two dialogs called "parity check" with up to three messages, deletes them in its way, and ' +
    'takes away what is left of them. Sessions are opened and ended.',
    'Nothing else is touched. Use test users who never had a private dialog with each other.\n'
  ].join('\n')
  if (yes !== true) throw new ParityError(`${plan}To go on, give --yes.`)
  write(`${plan}\n`)
}
