import type { Fixtures } from '../../src/fixtures/fixtures.ts'

const firstNames = [
  'Aisha',
  'Ben',
  'Chiara',
  'David',
  'Elif',
  'Femi',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Keiko',
  'Luca',
  'Marta',
  'Niko',
  'Oona',
  'Pablo',
  'Quinn',
  'Rosa',
  'Samir',
  'Tove'
]
const lastNames = ['Almeida', 'Bergström-Kowalczyk']
const texts = [
  'Is the staging server down for anybody else?',
  'Restarted it. Give it two minutes.',
  'The build of this morning is in the usual place; please try it with an account of your own before Thursday, and ' +
  'write down what is slow, what is wrong and what you had to look for.',
  'Looks good to me.',
  'Who has the keys to the meeting room on the third floor?',
  'https://example.com/a/very/long/address/that/has/no/space/in/it/and/goes/on/and/on/for-longer-than-any-column-is-wide',
  'Thanks!'
]

const bigDialog = '65a000000000000000000001'
const people = 40
export const bigLength = 500

const hex = (start: string, n: number): string => start + n.toString(16).padStart(24 - start.length, '0')
const userIds = Array.from({ length: people }, (_, index) => 1001 + index)
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length]!

/** Message `n` of the big dialog. */
export const bigMessage = (n: number): string => hex('65b', n)
export const bigText = (n: number): string => `${n + 1}. ${nth(texts, n)}`

/**
 * A team as large as an inspector has to bear: 40 people with a token each, a group of them all with 500 messages, and
 * 30 small dialogs.
 */
export const bigWorld: Fixtures = {
  applications: [{
    id: 70,
    name: 'Big Company',
    auth_key: 'big-key',
    auth_secret: 'big-secret',
    api_keys: ['big-api-key']
  }],
  users: userIds.map((id, index) => ({
    id,
    login: `user${id}`,
    full_name: `${nth(firstNames, index)} ${nth(lastNames, Math.floor(index / firstNames.length))}`
  })),
  sessions: userIds.map((id) => ({ token: `token-of-${id}`, user_id: id })),
  dialogs: [
    { _id: bigDialog, type: 2, name: 'Everybody', user_id: 1001, occupants_ids: userIds, admins_ids: [1002, 1003] },
    ...Array.from({ length: 30 }, (_, n) => {
      const [one, other] = [nth(userIds, n), nth(userIds, n + 7)]
      return n % 3 === 0
        ? { _id: hex('65c', n), type: 3 as const, user_id: one, occupants_ids: [one, other] }
        : {
            _id: hex('65c', n),
            type: 2 as const,
            name: `Project ${n}`,
            user_id: one,
            occupants_ids: userIds.slice(n, n + 6).concat(one).filter((id, index, all) => all.indexOf(id) === index)
          }
    })
  ],
  messages: [
    ...Array.from(
      { length: bigLength },
      (_, n) => ({
        _id: bigMessage(n),
        chat_dialog_id: bigDialog,
        sender_id: nth(userIds, n * 7),
        message: bigText(n),
        date_sent: 1_700_000_000 + n * 3600
      })
    ),
    ...Array.from(
      { length: 60 },
      (_, n) => ({
        _id: hex('65d', n),
        chat_dialog_id: hex('65c', n % 30),
        sender_id: nth(userIds, n % 30),
        message: nth(texts, n),
        date_sent: 1_720_000_000 + n * 60
      })
    )
  ]
}
