import { writeFile } from 'node:fs/promises'
import { signIn, signOut } from './cast.ts'
import { Client } from './client.ts'
import { ParityError } from './parity-error.ts'
import { planRun } from './plan.ts'
import type { Plan, RunOptions } from './plan.ts'
import { play } from './play.ts'
import type { Result } from './play.ts'
import { exchange } from './record.ts'
import type { Exchange } from './record.ts'
import { report } from './report.ts'
import { summaryText } from './summary.ts'
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
export async function runParity (options: RunOptions, output: Output): Promise<number> {
  const plan = await planRun(options, output.write)
  const files = [options.json, options.record].filter((path) => path !== undefined)
  for (const path of files) await write(path, '')
  const exchanges: Exchange[] = []
  try {
    const results = await playAll(options.url, plan, output, exchanges)
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
  { chosen, credentials }: Plan,
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

function exitCode (results: readonly Result[], { signal }: Output): number {
  if (results.some(({ verdict }) => verdict === 'different')) return 1
  return signal.aborted || results.every(({ verdict }) => verdict === 'not run') ? 2 : 0
}

async function write (path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error: NodeJS.ErrnoException) => {
    throw new ParityError(`${path}: can't be written (${error.code})`)
  })
}
