import type { Outcome } from '../deletion/verdict.ts'
import type { FidelitySwitches } from '../options/switches.ts'
import { forbiddenBody, notFoundBody } from './errors.ts'
import type { ErrorBody } from './errors.ts'
import { areAscending } from './ids.ts'

/** Ids of one group of a delete's answer, in ascending order. */
export interface IdGroup {
  readonly ids: readonly string[]
}

/** What a delete of messages, or of several dialogs, came to. */
export interface DeletedGroups {
  readonly SuccessfullyDeleted: IdGroup
  readonly NotFound: IdGroup
  readonly WrongPermissions?: IdGroup
}

/** What the wire says of an outcome; no body is an empty one. */
export interface DeleteAnswer {
  readonly status: number
  readonly body?: DeletedGroups | ErrorBody
}

/** The switches that answers depend on. */
export type AnswerSwitches = Pick<FidelitySwitches, 'singleMessageBody' | 'allForbidden'>

/** Answers `DELETE /chat/Message/...`. */
export function messagesAnswer (outcome: Outcome, several: boolean, switches: AnswerSwitches): DeleteAnswer {
  const { deleted, notFound, forbidden } = groups(outcome)
  const refused = refusal(outcome, several, switches)
  if (refused !== undefined) return refused
  if (!several && switches.singleMessageBody === 'empty') return { status: 200 }
  const body = forbidden.ids.length === 0
    ? { SuccessfullyDeleted: deleted, NotFound: notFound }
    : { SuccessfullyDeleted: deleted, WrongPermissions: forbidden, NotFound: notFound }
  return { status: 200, body }
}

/** Answers `DELETE /chat/Dialog/...`. */
export function dialogsAnswer (outcome: Outcome, several: boolean, switches: AnswerSwitches): DeleteAnswer {
  const { deleted, notFound, forbidden } = groups(outcome)
  const refused = refusal(outcome, several, switches)
  if (refused !== undefined) return refused
  if (!several) return { status: 200 }
  return { status: 200, body: { SuccessfullyDeleted: deleted, WrongPermissions: forbidden, NotFound: notFound } }
}

function refusal (outcome: Outcome, several: boolean, switches: AnswerSwitches): DeleteAnswer | undefined {
  if (outcome.every((one) => one.verdict === 'NotFound')) return { status: 404, body: notFoundBody }
  const noneDeleted = outcome.every((one) => one.verdict === 'NotFound' || one.verdict === 'WrongPermissions')
  if (noneDeleted && (!several || switches.allForbidden === '403')) return { status: 403, body: forbiddenBody }
  return undefined
}

function groups (outcome: Outcome): { deleted: IdGroup, notFound: IdGroup, forbidden: IdGroup } {
  const deleted: string[] = []
  const notFound: string[] = []
  const forbidden: string[] = []
  for (const { id, verdict } of outcome) {
    const group = verdict === 'NotFound' ? notFound : verdict === 'WrongPermissions' ? forbidden : deleted
    group.push(id)
  }
  return { deleted: ascending(deleted), notFound: ascending(notFound), forbidden: ascending(forbidden) }
}

/** Sorting takes more memory than the rest of an answer, and most lists are in order already. */
function ascending (ids: string[]): IdGroup {
  return { ids: areAscending(ids) ? ids : ids.sort() }
}
