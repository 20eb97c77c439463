/** Where a client's source was read. */
interface ReadIn {
  readonly repository: string
  readonly commit: string
  readonly paths: readonly string[]
}

/** What a client takes a value for; it fails on any other. */
export type Kind =
  | 'text'
  | 'text or nothing'
  | 'integer'
  | 'integer or nothing'
  | 'integers'
  | 'date'
  | 'list'
  | 'object or nothing'

/** The fields that a client reads of an answer, each as it reads it. */
export type Shape = { readonly [field: string]: Kind | Shape | readonly [Shape] }

/** One request, as the client builds it. `{token}`, `{now}` and `{signature}` are filled in. */
export interface Step {
  readonly title: string
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly status: number
  /** Headers that it can't do without. */
  readonly needs?: readonly string[]
  /** How it reads the body; where there is none, it does not read it, or an empty one is right. */
  readonly reads?: Shape
  /** Fields with these values. */
  readonly has?: object
  readonly empty?: boolean
}

export interface ClientFlow {
  readonly client: string
  readonly read: readonly ReadIn[]
  readonly steps: readonly Step[]
}

export const form = 'application/x-www-form-urlencoded'
export const json = 'application/json; charset=utf-8'

/** The fields of a dialog that clients read alike. */
export const dialogShape = {
  _id: 'text',
  created_at: 'date',
  updated_at: 'date',
  occupants_ids: 'integers',
  type: 'integer',
  user_id: 'integer',
  name: 'text or nothing',
  photo: 'text or nothing'
} as const satisfies Shape
