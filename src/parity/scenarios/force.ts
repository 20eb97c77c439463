import type { Request } from '../client.ts'
import type { Scenario } from '../scenario.ts'
import { json } from '../answer.ts'
import { all } from './words.ts'

/** How `force` is sent. */
interface Sent {
  readonly query?: string
  readonly body?: Request['body']
  readonly type?: string
}

const form = 'application/x-www-form-urlencoded'
const jsonType = 'application/json'
const forced = { answer: '200 SuccessfullyDeleted[m1] NotFound[none]', ...all('nothing') }
/** Hidden from the owner, who deletes it. */
const unforced = { ...forced, ...all('m1'), 'owner sees': 'nothing' }
const refusedAs = (answer: string) => ({ answer, ...all('m1') })

/** F1..F10: the owner of a group deletes the message that he sent to it. */
export const forceScenarios: readonly Scenario[] = [
  sent('F1', 'in the query', { query: 'force=1' }, forced),
  sent('F2', 'in a form', { body: 'force=1', type: form }, forced),
  sent('F3', 'in JSON', { body: '{"force":1}', type: jsonType }, forced),
  sent('F4', 'in a form that is labelled JSON', { body: 'force=1', type: jsonType }, forced),
  sent('F5', 'an empty body that is labelled JSON', { type: jsonType }, unforced),
  sent('F6', 'true, in JSON', { body: '{"force":true}', type: jsonType }, forced),
  sent('F6', 'true, in a form', { body: 'force=true', type: form }, forced),
  sent('F7', '0', { query: 'force=0' }, unforced),
  sent('F7', 'false', { body: '{"force":false}', type: jsonType }, unforced),
  sent('F7', 'nothing', { query: 'force=' }, unforced),
  sent('F8', '0 in the query, 1 in a form', { query: 'force=0', body: 'force=1', type: form }, forced),
  sent('F8', '1 in the query, 0 in a form', { query: 'force=1', body: 'force=0', type: form }, forced),
  sent('F9', '2', { query: 'force=2' }, refusedAs('422 {"errors":{"force":["must be 0 or 1"]}}')),
  sent('F10', 'in broken JSON', { body: '{"force":1', type: jsonType }, refusedAs('400, with errors'), true)
]

/** With `anyErrors`, only the status is told, and whether there are `errors`. */
function sent (
  id: Scenario['id'],
  title: string,
  { query, body, type }: Sent,
  expected: Scenario['expected'],
  anyErrors = false
): Scenario {
  return {
    id,
    title: `force: ${title}`,
    expected,
    async play (stage) {
      const dialog = await stage.dialog()
      const ids = `${await stage.message(dialog, stage.as('owner'))},${stage.none}`
      const headers = { ...stage.as('owner'), ...(type !== undefined && { 'Content-Type': type }) }
      const answer = await stage.delete('Message', ids, headers, {
        ...(query !== undefined && { query }),
        ...(body !== undefined && { body })
      })
      const told = anyErrors && 'errors' in json(answer) ? `${answer.status}, with errors` : stage.text(answer)
      return { answer: told, ...await stage.messagesSeen(dialog) }
    }
  }
}
