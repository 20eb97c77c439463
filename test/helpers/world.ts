import type { Fixtures } from '../../src/fixtures/fixtures.ts'

/** Ids that read as what they are: m(1) is a message's, d(1) a dialog's. */
export const m = (n: number): string => `aaaaaaaaaaaaaaaaaaaa${String(n).padStart(4, '0')}`
export const d = (n: number): string => `dddddddddddddddddddd${String(n).padStart(4, '0')}`

export const group = d(1)
export const publicGroup = d(2)
export const privateDialog = d(3)
export const foreignDialog = d(4)
/** The second group of user 1, with user 2. */
export const otherGroup = d(5)

/** Of user 2 in the group. */
export const ofSender = m(1)
/** Of user 1 in the group. */
export const ofOwner = m(2)
/** Of user 3 in the public group. */
export const inPublic = m(3)
/** Of user 2 in the private dialog. */
export const inPrivate = m(4)
/** Of user 900 of the other application. */
export const foreignMessage = m(5)
/** Of user 2 in the other group. */
export const inOtherGroup = m(6)
export const unknown = m(9999)

/**
 * Application 10: user 1 owns the groups, 2 sends, 3 is an occupant, 4 an admin, 9 in no dialog but the public one's
 * neighbourhood. Application 20: user 900 alone. Tokens are `token-of-ID`, API keys `key-of-10` and `key-of-20`.
 */
export const world: Fixtures = {
  applications: [
    { id: 10, name: 'Ours', auth_key: 'auth-10', auth_secret: 'secret-10', api_keys: ['key-of-10'] },
    { id: 20, name: 'Theirs', auth_key: 'auth-20', auth_secret: 'secret-20', api_keys: ['key-of-20'] }
  ],
  users: [
    ...[1, 2, 3, 4, 9].map((id) => ({
      id,
      application_id: 10,
      login: `user${id}`,
      email: `user${id}@example.com`,
      password: 'password',
      full_name: `User ${id}`
    })),
    { id: 900, application_id: 20, login: 'user900', password: 'password' },
    { id: 901, application_id: 20, login: 'user901', password: 'password' }
  ],
  sessions: [
    ...[1, 2, 3, 4, 9].map((id) => ({ token: `token-of-${id}`, application_id: 10, user_id: id })),
    { token: 'token-of-900', application_id: 20, user_id: 900 },
    { token: 'token-of-10', application_id: 10 },
    { token: 'token-ended', application_id: 10, user_id: 1, expires_at: '2020-01-01T00:00:00Z' }
  ],
  dialogs: [
    {
      _id: group,
      application_id: 10,
      type: 2,
      name: 'Group',
      user_id: 1,
      occupants_ids: [1, 2, 3, 4],
      admins_ids: [4]
    },
    {
      _id: publicGroup,
      application_id: 10,
      type: 1,
      name: 'Public',
      user_id: 1,
      occupants_ids: [1, 2, 3, 4],
      admins_ids: [4]
    },
    { _id: privateDialog, application_id: 10, type: 3, user_id: 2, occupants_ids: [2, 3] },
    { _id: foreignDialog, application_id: 20, type: 3, user_id: 900, occupants_ids: [900, 901] },
    { _id: otherGroup, application_id: 10, type: 2, name: 'Other', user_id: 1, occupants_ids: [1, 2] }
  ],
  messages: [
    { _id: ofSender, chat_dialog_id: group, sender_id: 2, message: 'one' },
    { _id: ofOwner, chat_dialog_id: group, sender_id: 1, message: 'two' },
    { _id: inPublic, chat_dialog_id: publicGroup, sender_id: 3, message: 'three' },
    { _id: inPrivate, chat_dialog_id: privateDialog, sender_id: 2, message: 'four' },
    { _id: foreignMessage, chat_dialog_id: foreignDialog, sender_id: 900, message: 'five' },
    { _id: inOtherGroup, chat_dialog_id: otherGroup, sender_id: 2, message: 'six' }
  ]
}
