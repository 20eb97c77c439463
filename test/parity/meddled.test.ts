import { beforeAll, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { Purpose } from '../../src/parity/client.ts'
import type { Result } from '../../src/parity/play.ts'
import type { Scenario } from '../../src/parity/scenario.ts'
import { scenarios } from '../../src/parity/scenarios/index.ts'
import { playAt, proxy } from './server.ts'
import type { Asked, Heard, Meddle } from './server.ts'

/** Scenarios that look at headers alone, beside the status. */
const ofHeaders = (scenario: Scenario): boolean => /^(?:H[1-9]|A13|K2|K7)$/.test(scenario.id)

const fullySeen = '200 SuccessfullyDeleted[m1] NotFound[none]'

/** Ways of a server to go wrong in the one thing that a scenario does, and which scenarios must notice. */
const meddling: Array<
  {
    what: string,
    catches: (scenario: Scenario) => boolean,
    meddle: (scenario: Scenario, asked: Asked, forward: (asked: Asked) => Promise<Heard>) => Promise<Heard>
  }
> = [
  {
    what: 'another status',
    catches: () => true,
    meddle: async (_, asked, forward) => ({ ...await forward(asked), status: 418 })
  },
  {
    what: 'another body',
    catches: (scenario) => !ofHeaders(scenario),
    meddle: async (_, asked, forward) => ({ ...withBody(await forward(asked), '{"made":"up"}') })
  },
  {
    what: 'other headers',
    catches: ofHeaders,
    meddle: async (_, asked, forward) => {
      const { status, body } = await forward(asked)
      const names = [
        'content-type',
        'x-request-id',
        'quickblox-rest-api-version',
        'access-control-allow-origin',
        'access-control-allow-headers',
        'access-control-allow-methods',
        'access-control-expose-headers',
        'qb-token-expirationdate'
      ]
      return { status, body, headers: Object.fromEntries(names.map((name) => [name, 'made up'])) }
    }
  },
  {
    what: 'a deletion that is claimed and not done',
    catches: ({ expected, id }) =>
      (expected['answer'] === fullySeen || expected['answer'] === '200 empty') && Object.keys(expected).length > 1 &&
      !/^(?:R7|C5)$/.test(id),
    meddle: async ({ expected }, asked, forward) => {
      if (expected['answer'] === '200 empty') return { status: 200, headers: { 'content-length': '0' }, body: '' }
      if (expected['answer'] !== fullySeen) return forward(asked)
      const [deleted, missing] = new Set(
        asked.path.replace(/.*Message\/|(?:\.json)?(?:\?.*)?$/g, '').toLowerCase().split(/%2c|,/).filter((id) =>
          id !== ''
        )
      )
      return withBody(
        { status: 200, headers: {}, body: '' },
        JSON.stringify({ SuccessfullyDeleted: { ids: [deleted] }, NotFound: { ids: [missing] } })
      )
    }
  },
  {
    what: 'a refusal that deletes or removes all the same',
    // Of K4 and K5 there is nothing that could be deleted: they ask for a session.
    catches: ({ expected, id }) =>
      /^4/.test(expected['answer'] ?? '') && Object.keys(expected).length > 1 && !/^(?:M5|D7|I7|I10|K4|K5)$/.test(id),
    meddle: async (_, asked, forward) => {
      const heard = await forward(asked)
      if (/^(?:DELETE|PUT)$/.test(asked.method) && heard.status >= 400) await doByApplication(asked, forward)
      return heard
    }
  }
]

describe.each(meddling)('$what', ({ catches, meddle }) => {
  const caught = scenarios.filter(catches)
  let results: Result[] = []

  beforeAll(async () => {
    await using mock = await startMockServer()
    let scenario: Scenario | undefined
    let purpose: Purpose | undefined
    const meddleInAct: Meddle = (asked, forward) =>
      scenario !== undefined && purpose === 'act' ? meddle(scenario, asked, forward) : forward(asked)
    await using between = await proxy(mock.url, meddleInAct)
    results = await playAt(between.url, caught, {
      onRequest: (_, now) => {
        purpose = now
      }
    }, (next) => {
      scenario = next
    })
  }, 300_000)

  test.each(caught.map((scenario) => ({ id: scenario.id, title: scenario.title, scenario })))(
    'is seen by $id, $title',
    ({ scenario }) => {
      expect(results.find((result) => result.scenario === scenario)?.verdict).toBe('different')
    }
  )
})

test('every scenario notices something', () => {
  expect(scenarios.filter((scenario) => !meddling.some(({ catches }) => catches(scenario)))).toEqual([])
})

function withBody (heard: Heard, body: string): Heard {
  return { ...heard, headers: { ...heard.headers, 'content-length': String(body.length) }, body }
}

const keys = ['28irlNAGasWDSupO9Vw0BBMZfuHrAUYKpmroS9yBORI', 'another-api-key']

async function doByApplication (
  { method, path, headers, body }: Asked,
  forward: (asked: Asked) => Promise<Heard>
): Promise<void> {
  const labelled = method === 'PUT' ? { 'content-type': headers['content-type'] ?? '' } : {}
  for (const key of keys) {
    await forward({
      method,
      path: path.replace(/\?.*/, ''),
      headers: { ...labelled, authorization: `ApiKey ${key}` },
      body: method === 'PUT' ? body : Buffer.alloc(0)
    })
  }
}
