import type { Request } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { json } from '../answer.ts'
import type { Stage } from '../stage.ts'
import { unknownToken } from './authentication.ts'

const page = { Origin: 'https://app.example' }

/** A delete of nothing: a 404 with a body. */
const nothing = (stage: Stage): Request => ({
  method: 'DELETE',
  path: `/chat/Message/${stage.none}.json`,
  headers: { ...stage.as('owner'), ...page }
})

const preflight = (asked: readonly string[]) => (stage: Stage): Request => ({
  method: 'OPTIONS',
  path: `/chat/Message/${stage.none}.json`,
  headers: {
    ...page,
    'Access-Control-Request-Method': 'DELETE',
    'Access-Control-Request-Headers': asked.join(', ').toLowerCase()
  }
})

const usual = ['QB-Token', 'QuickBlox-REST-API-Version', 'Content-Type', 'QB-SDK', 'QB-OS']
const ofServers = ['Authorization', 'On-Behalf-Of']

/** H1..H10. */
export const headerScenarios: readonly Scenario[] = [
  header('H1', 'QuickBlox-REST-API-Version', '0.1.1'),
  header('H2', 'Content-Type', 'application/json; charset=utf-8'),
  header(
    'H3',
    'X-Request-Id',
    '32 hexadecimal digits',
    (value) => /^[0-9a-f]{32}$/.test(value.replaceAll('-', '')) ? '32 hexadecimal digits' : value
  ),
  header('H4', 'Access-Control-Allow-Origin', '*'),
  header('H5', 'Access-Control-Allow-Headers', 'all that is asked for', lacks(usual), preflight(usual), '204'),
  header('H6', 'Access-Control-Allow-Headers', 'all that is asked for', lacks(ofServers), preflight(ofServers), '204'),
  header('H6', 'Access-Control-Allow-Methods', 'all that is asked for', lacks(['DELETE']), preflight([]), '204'),
  header('H7', 'Access-Control-Expose-Headers', 'all that is asked for', lacks(['QB-Token-ExpirationDate'])),
  header(
    'H8',
    'QB-Token-ExpirationDate',
    'a date',
    (value) => /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d /.test(value) ? 'a date' : value
  ),
  header(
    'H9',
    'QB-Token-ExpirationDate',
    'none',
    (value) => value,
    (stage) => ({ ...nothing(stage), headers: unknownToken() }),
    '401'
  ),
  {
    id: 'H10',
    title: 'a path that there is not',
    expected: { answer: '404, with errors' },
    async play (stage) {
      const answer = await stage.act({ method: 'GET', path: '/chat/NoSuchThing.json', headers: stage.as('owner') })
      return { answer: `${answer.status}, ${'errors' in json(answer) ? 'with errors' : 'without errors'}` }
    }
  }
]

/** One header of an answer, in words; `none` where it is missing. */
export function header (
  id: Scenario['id'],
  name: string,
  expected: string,
  tell: (value: string) => string = (value) => value,
  ask: (stage: Stage) => Request = nothing,
  status = '404'
): Scenario {
  return {
    id,
    title: `the header ${name}`,
    expected: { status, [name]: expected },
    async play (stage) {
      const answer = await stage.act(ask(stage))
      const value = answer.headers.get(name)
      return { status: String(answer.status), [name]: value === null ? 'none' : tell(value) }
    }
  }
}

function lacks (wanted: readonly string[]) {
  return (value: string): string => {
    const given = new Set(value.toLowerCase().split(',').map((name) => name.trim()))
    const missing = wanted.filter((one) => !given.has(one.toLowerCase()))
    return missing.length === 0 ? 'all that is asked for' : `all but ${missing.join(', ')}`
  }
}
