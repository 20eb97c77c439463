import type { Dialog, Message, User } from './world.ts'

/** A field that lists can be asked by: those that both stores can read without unpacking a thing. */
export type QueryField = Exclude<keyof Dialog | keyof Message, 'custom' | 'data' | 'attachments'>

/** A field that lists of users can be asked by. */
export type UserField = Exclude<keyof User, 'password'>

export type Scalar = string | number

/**
 * A comparison with one value, as MongoDB means it: of a list, one element is enough, and values of another type are
 * neither less nor greater.
 */
interface Comparison<Field> {
  readonly field: Field
  readonly operator: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'
  readonly value: Scalar
}

/** A comparison with several values: one of them, none of them, or all of them. */
interface Membership<Field> {
  readonly field: Field
  readonly operator: 'in' | 'nin' | 'all'
  readonly value: readonly Scalar[]
}

/** A text that contains another, capitals told apart. */
interface Containment<Field> {
  readonly field: Field
  readonly operator: 'ctn'
  readonly value: string
}

/** What one thing is asked to be; `any` holds when one of its conditions does. */
export type Condition<Field = QueryField> = FieldCondition<Field> | { readonly any: ReadonlyArray<Condition<Field>> }

/** What clients can ask. */
export type FieldCondition<Field = QueryField> = Comparison<Field> | Membership<Field> | Containment<Field>

export interface SortKey<Field = QueryField> {
  readonly field: Field
  readonly descending: boolean
}

/**
 * Which things, in what order, and which part of them. Things that the sort leaves equal stand in the order of their
 * `_id`, in its direction.
 */
export interface ListQuery<Field = QueryField> {
  readonly where: ReadonlyArray<Condition<Field>>
  readonly sort: ReadonlyArray<SortKey<Field>>
  /** @default 0 */
  readonly skip?: number
  /** @default all there are */
  readonly limit?: number
}

/** What a client asks of a list. */
export interface ClientQuery<Field = QueryField> extends ListQuery<Field> {
  readonly where: ReadonlyArray<FieldCondition<Field>>
}

/** The private dialogs of the two users of this one. */
export function sameTwo ({ application_id: applicationId, occupants_ids: occupants }: Dialog): readonly Condition[] {
  return [
    { field: 'application_id', operator: 'eq', value: applicationId },
    { field: 'type', operator: 'eq', value: 3 },
    { field: 'occupants_ids', operator: 'all', value: occupants }
  ]
}

/** The sort that leaves no two things equal. */
export function withTieBreak<Field> (sort: ReadonlyArray<SortKey<Field>>): ReadonlyArray<SortKey<Field | '_id'>> {
  return [...sort, { field: '_id', descending: sort.at(-1)?.descending ?? false }]
}
