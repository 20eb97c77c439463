import type { DialogTraits, MessageTraits } from './traits.ts'
import { userIdOf } from './verdict.ts'
import type { Caller, DeletionPolicy, Rule } from './verdict.ts'

/** What the rules need to know of one message and of who wants to delete it. */
export interface MessageFacts {
  readonly byApplication: boolean
  readonly force: boolean
  readonly exists: boolean
  /** It belongs to another application than the caller's. */
  readonly foreign: boolean
  readonly hidden: boolean
  readonly occupant: boolean
  readonly sender: boolean
  /** Its dialog is of type 1 or 2. */
  readonly group: boolean
  readonly admin: boolean
  readonly owner: boolean
  readonly senderOwns: boolean
}

/** Where each was read: `sources.ts`. */
export const messageRules = [
  {
    id: 'M1',
    caller: 'any',
    when: 'there is no such message',
    verdict: 'NotFound',
    evidence: ['doc'],
    applies: (facts) => !facts.exists
  },
  {
    id: 'M2',
    caller: 'application',
    when: 'the message belongs to another application',
    verdict: 'WrongPermissions',
    evidence: ['doc'],
    applies: (facts) => facts.byApplication && facts.foreign
  },
  {
    id: 'M3',
    caller: 'application',
    when: 'otherwise, `force` or not',
    plainly: 'it is of the application, which acts for everybody',
    verdict: 'destroy',
    evidence: ['doc'],
    applies: (facts) => facts.byApplication
  },
  {
    id: 'M4',
    caller: 'user',
    when: 'the message belongs to another application',
    verdict: 'WrongPermissions',
    evidence: ['ours'],
    applies: (facts) => facts.foreign
  },
  {
    id: 'M5',
    caller: 'user',
    when: 'no `force`, already hidden from this user',
    verdict: 'NotFound',
    evidence: ['ours'],
    applies: (facts) => !facts.force && facts.hidden
  },
  {
    id: 'M6',
    caller: 'user',
    when: 'no `force`, the user is not an occupant of the dialog',
    verdict: 'WrongPermissions',
    evidence: ['doc'],
    applies: (facts) => !facts.force && !facts.occupant
  },
  {
    id: 'M7',
    caller: 'user',
    when: 'no `force`, otherwise',
    plainly: 'no `force`, the user is an occupant of the dialog',
    verdict: 'hide',
    evidence: ['doc'],
    applies: (facts) => !facts.force
  },
  {
    id: 'M8',
    caller: 'user',
    when: '`force`, the user sent the message',
    verdict: 'destroy',
    evidence: ['doc', 'staff'],
    applies: (facts) => facts.sender && facts.senderOwns
  },
  {
    id: 'M9',
    caller: 'user',
    when: '`force`, the dialog is of type 1 or 2 and the user is one of its admins',
    verdict: 'destroy',
    evidence: ['doc'],
    applies: (facts) => facts.group && facts.admin
  },
  {
    id: 'M10',
    caller: 'user',
    when: '`force`, the dialog is of type 1 or 2 and the user owns it',
    verdict: 'destroy',
    evidence: ['doc'],
    applies: (facts) => facts.group && facts.owner
  },
  {
    id: 'M11',
    caller: 'user',
    when: '`force`, otherwise',
    plainly: '`force`, but the user neither owns the message nor owns or administers its group',
    verdict: 'WrongPermissions',
    evidence: ['doc', 'wire'],
    applies: () => true
  }
] as const satisfies ReadonlyArray<Rule<MessageFacts>>

/** A message whose dialog is gone is gone with it. */
export function messageFacts (
  caller: Caller,
  message: MessageTraits | undefined,
  dialog: DialogTraits | undefined,
  force: boolean,
  policy: DeletionPolicy
): MessageFacts {
  const userId = userIdOf(caller)
  return {
    byApplication: caller.kind === 'application',
    force,
    exists: message !== undefined && dialog !== undefined,
    foreign: dialog?.application_id !== caller.applicationId,
    hidden: message?.deleted_for.includes(userId) === true,
    occupant: dialog?.occupants_ids.includes(userId) === true,
    sender: message?.sender_id === userId,
    group: dialog?.type !== 3,
    admin: dialog?.admins_ids.includes(userId) === true,
    owner: dialog?.user_id === userId,
    senderOwns: policy.messageOwner === 'sender'
  }
}
