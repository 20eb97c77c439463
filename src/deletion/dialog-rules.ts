import type { DialogTraits } from './traits.ts'
import { userIdOf } from './verdict.ts'
import type { Caller, Rule } from './verdict.ts'

/** What the rules need to know of one dialog and of who wants to delete it. */
export interface DialogFacts {
  readonly byApplication: boolean
  readonly force: boolean
  readonly exists: boolean
  /** It belongs to another application than the caller's. */
  readonly foreign: boolean
  readonly owner: boolean
  readonly hidden: boolean
  readonly occupant: boolean
  /** It is of type 2, which is left rather than hidden. */
  readonly leavable: boolean
}

/** Where each was read: `sources.ts`. */
export const dialogRules = [
  {
    id: 'D1',
    caller: 'any',
    when: 'there is no such dialog',
    verdict: 'NotFound',
    evidence: ['doc'],
    applies: (facts) => !facts.exists
  },
  {
    id: 'D2',
    caller: 'application',
    when: 'the dialog belongs to another application',
    verdict: 'WrongPermissions',
    evidence: ['doc'],
    applies: (facts) => facts.byApplication && facts.foreign
  },
  {
    id: 'D3',
    caller: 'application',
    when: 'otherwise, `force` or not',
    plainly: 'it is of the application, which acts for everybody',
    verdict: 'destroy',
    evidence: ['doc'],
    applies: (facts) => facts.byApplication
  },
  {
    id: 'D4',
    caller: 'user',
    when: 'the dialog belongs to another application',
    verdict: 'WrongPermissions',
    evidence: ['ours'],
    applies: (facts) => facts.foreign
  },
  {
    id: 'D5',
    caller: 'user',
    when: '`force`, the user owns the dialog',
    verdict: 'destroy',
    evidence: ['doc'],
    applies: (facts) => facts.force && facts.owner
  },
  {
    id: 'D6',
    caller: 'user',
    when: '`force`, otherwise',
    plainly: '`force`, but the user does not own it',
    verdict: 'WrongPermissions',
    evidence: ['doc'],
    applies: (facts) => facts.force
  },
  {
    id: 'D7',
    caller: 'user',
    when: 'no `force`, already hidden from this user',
    verdict: 'NotFound',
    evidence: ['ours'],
    applies: (facts) => facts.hidden
  },
  {
    id: 'D8',
    caller: 'user',
    when: 'no `force`, the user is not an occupant',
    verdict: 'WrongPermissions',
    evidence: ['doc', 'wire'],
    applies: (facts) => !facts.occupant
  },
  {
    id: 'D9',
    caller: 'user',
    when: 'no `force`, a group (type 2)',
    verdict: 'leave',
    evidence: ['doc', 'wire'],
    applies: (facts) => facts.leavable
  },
  {
    id: 'D10',
    caller: 'user',
    when: 'no `force`, a public group or a private dialog (type 1 or 3)',
    verdict: 'hide',
    evidence: ['doc', 'staff'],
    applies: () => true
  }
] as const satisfies ReadonlyArray<Rule<DialogFacts>>

export function dialogFacts (caller: Caller, dialog: DialogTraits | undefined, force: boolean): DialogFacts {
  const userId = userIdOf(caller)
  return {
    byApplication: caller.kind === 'application',
    force,
    exists: dialog !== undefined,
    foreign: dialog?.application_id !== caller.applicationId,
    owner: dialog?.user_id === userId,
    hidden: dialog?.deleted_for.includes(userId) === true,
    occupant: dialog?.occupants_ids.includes(userId) === true,
    leavable: dialog?.type === 2
  }
}
