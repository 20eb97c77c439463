import fc from 'fast-check'
import { as } from '../helpers/wire.ts'
import { acts } from './acts.ts'
import type { ModelAct } from './acts.ts'
import type { Asker } from './model.ts'

/** Who asks: the headers he sends, and whom they make him, or the status he is refused with. */
interface Who {
  readonly headers: Readonly<Record<string, string>>
  readonly asker: Asker | 401 | 403 | 422
}

/** How `force` is said, and what it means; null is the refusal. */
interface Force {
  readonly query?: string
  readonly type?: string
  readonly body?: string
  readonly means: boolean | null
}

interface DeleteRequest {
  readonly what: 'delete Message' | 'delete Dialog'
  readonly who: Who
  /** Numbers that become ids when it is known which there are. */
  readonly ids: ReadonlyArray<{ readonly number: number, readonly spelling: Spelling }>
  readonly force: Force
  readonly comma: ',' | '%2C'
  readonly ending: '.json' | ''
}

export type Spelling = 'as it is' | 'in capitals' | 'of the other kind' | 'unknown' | 'no ObjectId'

export type ModelRequest =
  | DeleteRequest
  | { readonly what: 'list dialogs', readonly who: Who }
  | { readonly what: 'list messages', readonly who: Who, readonly dialog: number }
  | { readonly what: 'create dialog', readonly who: Who, readonly type: 1 | 2 | 3, readonly others: readonly number[] }
  | { readonly what: 'create message', readonly who: Who, readonly dialog: number }

const member = (user: number): Asker => ({ application: user < 900 ? 10 : 20, user })

const users = fc.constantFrom(1, 2, 3, 4, 9, 900, 901)
const who: fc.Arbitrary<Who> = fc.oneof(
  { weight: 12, arbitrary: users.map((user) => ({ headers: as.user(user), asker: member(user) })) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(10, 20).map((application) => ({
      headers: as.application(application),
      asker: { application }
    }))
  },
  {
    weight: 2,
    arbitrary: users.map((user) => ({ headers: as.behalf(member(user).application, user), asker: member(user) }))
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Who>(
      { headers: { ...as.user(2), ...as.behalf(20, 900) }, asker: member(2) },
      { headers: { ...as.user(3), 'on-behalf-of': '1' }, asker: member(3) },
      { headers: as.behalf(10, 900), asker: 403 },
      { headers: as.behalf(10, 'nobody'), asker: 403 },
      { headers: { 'qb-token': 'token-of-10' }, asker: 422 },
      { headers: { 'qb-token': 'token-ended' }, asker: 401 },
      { headers: { 'qb-token': 'no token', ...as.application(10) }, asker: 401 },
      { headers: { authorization: 'ApiKey no-key' }, asker: 401 },
      { headers: { authorization: 'Bearer key-of-10' }, asker: 401 },
      { headers: {}, asker: 401 }
    )
  }
)

const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

const force: fc.Arbitrary<Force> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.constantFrom<Force>({ means: false }, { means: false, type: json }, {
      means: false,
      query: '?force=0'
    }, { means: false, type: form, body: 'force=' })
  },
  {
    weight: 5,
    arbitrary: fc.constantFrom<Force>(
      { means: true, query: '?force=1' },
      { means: true, query: '?force=true' },
      { means: true, type: form, body: 'force=1' },
      { means: true, type: json, body: 'force=1' },
      { means: true, type: json, body: '{"force":1}' },
      { means: true, type: json, body: '{"force":"true"}' },
      { means: true, query: '?force=0', type: form, body: 'force=1' }
    )
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Force>({ means: null, query: '?force=2' }, {
      means: null,
      type: json,
      body: '{"force":"yes"}'
    })
  }
)

const number = fc.nat(10_000)
const spelling = fc.oneof(
  { weight: 20, arbitrary: fc.constant<Spelling>('as it is') },
  { weight: 3, arbitrary: fc.constantFrom<Spelling>('in capitals', 'of the other kind', 'unknown', 'no ObjectId') }
)

const deletion: fc.Arbitrary<DeleteRequest> = fc.record({
  what: fc.constantFrom('delete Message', 'delete Message', 'delete Dialog'),
  who,
  ids: fc.array(fc.record({ number, spelling }), { minLength: 1, maxLength: 4 }),
  force,
  comma: fc.constantFrom(',', '%2C'),
  ending: fc.constantFrom('.json', '')
})

const request: fc.Arbitrary<ModelRequest> = fc.oneof(
  { weight: 8, arbitrary: deletion },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('list dialogs' as const), who }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('list messages' as const), who, dialog: number }) },
  {
    weight: 1,
    arbitrary: fc.record({
      what: fc.constant('create dialog' as const),
      who,
      type: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
      others: fc.uniqueArray(fc.constantFrom(1, 2, 3, 4, 9, 900, 4711), { minLength: 1, maxLength: 3 })
    })
  },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('create message' as const), who, dialog: number }) }
)

/** How many requests a sequence has on average. */
export const usualLength = 40

/** Requests, and in between what is asked of `/__admin`. */
export const sequences: fc.Arbitrary<Array<ModelRequest | ModelAct>> = fc.array(
  fc.oneof({ weight: 7, arbitrary: request }, { weight: 1, arbitrary: acts }),
  { minLength: 20, maxLength: 70, size: 'max' }
)
