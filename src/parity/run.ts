import { writeFile } from 'node:fs/promises'
import type { ParityOptions } from '../options/parity-options.ts'
import { isLoopback } from '../http/loopback.ts'
import { nearest } from '../shared/nearest.ts'
import { signIn, signOut } from './cast.ts'
import { Client } from './client.ts'
import { defaultCredentials, readCredentials } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { entryOf } from '../evidence/entries.ts'
import { ParityError } from './parity-error.ts'
import { play } from './play.ts'
import type { Result } from './play.ts'
import { exchange } from './record.ts'
import type { Exchange } from './record.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import { guessFindings, summaryText, switchFindings } from './summary.ts'
import { tableHead, tableRow } from './table.ts'

/** Where a run tells what it does. */
export interface Output {
  readonly write: (text: string) => void
  /** What is under way; an empty text when nothing is. */
  readonly progress: (text: string) => void
  readonly signal: AbortSignal
}

/**
 * Plays the scenarios and tells of them: 0 where all was the same, 1 where something was different, 2 where nothing
 * could be played or it was stopped.
 *
 * @throws {ParityError} where they can't be played: bad credentials, no answer, no QuickBlox server, no consent
 */
export async function runParity (options: ParityOptions & { readonly url: string }, output: Output): Promise<number> {
  const chosen = choose(options.only)
  const credentials = await credentialsFor(options)
  if (!isOfThisMachine(options.url)) announce(options, credentials, chosen, output)
  const files = [options.json, options.record].filter((path) => path !== undefined)
  for (const path of files) await write(path, '')
  const exchanges: Exchange[] = []
  try {
    const results = await playAll(options.url, credentials, chosen, output, exchanges)
    output.write(summaryText(results))
    if (options.json !== undefined) await write(options.json, report(options.url, results))
    return exitCode(results, output)
  } finally {
    output.progress('')
    if (options.record !== undefined) await write(options.record, `${JSON.stringify(exchanges, null, 2)}\n`)
  }
}

async function playAll (
  url: string,
  credentials: Credentials,
  chosen: readonly Scenario[],
  { write, progress, signal }: Output,
  exchanges: Exchange[]
): Promise<Result[]> {
  let under: string | null = null
  const results: Result[] = []
  const showProgress = (more = ''): void =>
    progress(`${results.length}/${chosen.length} ${under ?? 'signing in'}${more}`)
  const client = new Client(url, {
    onAnswer: (request, purpose, answer) => exchanges.push(exchange(under, purpose, request, answer)),
    onWait: (seconds) => showProgress(`: the server wants ${Math.ceil(seconds)} s of quiet`)
  })
  showProgress()
  const cast = await signIn(client, credentials)
  write(tableHead)
  const next = (): void => {
    const scenario = chosen[results.length]
    under = scenario === undefined ? null : `${scenario.id} ${scenario.title}`
    showProgress()
  }
  next()
  for await (const result of play(chosen, client, cast, signal)) {
    results.push(result)
    progress('')
    write(tableRow(result))
    next()
  }
  await signOut(client, cast)
  return results
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

async function credentialsFor ({ url, credentials }: ParityOptions & { readonly url: string }): Promise<Credentials> {
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
  { url, yes }: ParityOptions & { readonly url: string },
  { application, users, other_application: other }: Credentials,
  chosen: readonly Scenario[],
  { write }: Output
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

function exitCode (results: readonly Result[], { signal }: Output): number {
  if (results.some(({ verdict }) => verdict === 'different')) return 1
  return signal.aborted || results.every(({ verdict }) => verdict === 'not run') ? 2 : 0
}

function report (url: string, results: readonly Result[]): string {
  const told = results.map(({ scenario: { id, title, expected }, verdict, seen, left }) => ({
    rule: id,
    title,
    evidence: entryOf.get(id)?.evidence,
    expected,
    seen,
    result: verdict,
    left
  }))
  const whole = {
    url,
    at: new Date().toISOString(),
    results: told,
    switches: switchFindings(results),
    guesses: guessFindings(results)
  }
  return `${JSON.stringify(whole, null, 2)}\n`
}

async function write (path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: NodeJS.ErrnoException) => {
    throw new ParityError(`${path}: can't be written (${error.code})`)
  })
}
