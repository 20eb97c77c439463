import { missing } from './cast.ts'
import type { Cast } from './cast.ts'
import type { Client } from './client.ts'
import type { Scenario } from './scenario.ts'
import type { Findings } from './parts.ts'
import { InTheWay, NotMade } from './obstacles.ts'
import { Stage } from './stage.ts'

/** What came of a scenario. */
export interface Result {
  readonly scenario: Scenario
  readonly verdict: 'same' | 'different' | 'not run'
  /** What was seen, or what it needs in order to run. */
  readonly seen: Findings | string
  /** What could not be taken away again. */
  readonly left: readonly string[]
}

/** Plays scenarios one after the other, until it is aborted; each takes away what it made. */
export async function * play (
  scenarios: readonly Scenario[],
  client: Client,
  cast: Cast,
  signal?: AbortSignal
): AsyncGenerator<Result> {
  for (const scenario of scenarios) {
    if (signal?.aborted) return
    yield await playOne(scenario, client, cast)
  }
}

async function playOne (scenario: Scenario, client: Client, cast: Cast): Promise<Result> {
  const need = missing(cast, scenario.needs ?? [])
  if (need !== undefined) return { scenario, verdict: 'not run', seen: need, left: [] }
  const stage = new Stage(client, cast)
  const outcome = await seenOf(scenario, stage)
  return { scenario, ...outcome, left: await stage.cleanUp() }
}

async function seenOf (scenario: Scenario, stage: Stage): Promise<Pick<Result, 'verdict' | 'seen'>> {
  try {
    const seen = await scenario.play(stage)
    return { verdict: isSame(seen, scenario.expected) ? 'same' : 'different', seen }
  } catch (error) {
    if (error instanceof InTheWay) return { verdict: 'not run', seen: error.message }
    if (error instanceof NotMade) return { verdict: 'different', seen: { 'not played': error.message } }
    await stage.cleanUp()
    throw error
  }
}

export function isSame (seen: Findings, expected: Findings): boolean {
  return differences(seen, expected).length === 0
}

/** The things looked at that were not as expected. */
export function differences (seen: Findings, expected: Findings): string[] {
  return [...new Set([...Object.keys(expected), ...Object.keys(seen)])].filter((what) => seen[what] !== expected[what])
}
