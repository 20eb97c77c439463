/** Custom keys of a dialog or a message, kept as they came. */
export type CustomFields = Readonly<Record<string, unknown>>

/** An application of the vendor's account: what tokens, keys and users belong to. */
export interface Application {
  readonly id: number
  readonly name: string
  readonly auth_key: string
  readonly auth_secret: string
  readonly api_keys: readonly string[]
}

/** A user of one application. */
export interface User {
  readonly id: number
  readonly application_id: number
  readonly login: string | null
  readonly email: string | null
  readonly password: string | null
  readonly full_name: string | null
  readonly phone: string | null
  readonly website: string | null
  /** Milliseconds since 1970. */
  readonly created_at: number
  /** Milliseconds since 1970. */
  readonly updated_at: number
  /** Milliseconds since 1970. */
  readonly last_request_at: number | null
  readonly external_user_id: string | null
  readonly facebook_id: string | null
  readonly twitter_id: string | null
  /** The picture. */
  readonly blob_id: number | null
  readonly custom_data: string | null
  /** With commas between them. */
  readonly user_tags: string | null
}

/** A session; `user_id` is 0 for an application session, as on the wire. */
export interface Session {
  readonly token: string
  /** The session's own number, `id` on the wire. */
  readonly id: number
  readonly application_id: number
  readonly user_id: number
  /** As the client chose it. */
  readonly nonce: number | string
  /** Seconds since 1970, as the client sent it. */
  readonly ts: number
  /** Milliseconds since 1970. */
  readonly created_at: number
  /** Milliseconds since 1970. */
  readonly updated_at: number
  /** Milliseconds since 1970; `Infinity` for a session that never expires. */
  readonly expires_at: number
}

/** 1 is a public group, 2 a group, 3 a private dialog. */
export type DialogType = 1 | 2 | 3

export interface Dialog {
  /** 24 lower-case hex digits. */
  readonly _id: string
  readonly application_id: number
  readonly type: DialogType
  readonly name: string | null
  readonly photo: string | null
  /** The owner. */
  readonly user_id: number
  readonly occupants_ids: readonly number[]
  readonly admins_ids: readonly number[]
  /** Its custom parameters: `class_name` and the fields of that class. */
  readonly data: CustomFields | null
  /** Milliseconds since 1970. */
  readonly created_at: number
  /** Milliseconds since 1970. */
  readonly updated_at: number
  /** Users who hid it from themselves (D10). */
  readonly deleted_for: readonly number[]
  /** Users who left it (D9). */
  readonly left_by: readonly number[]
  readonly custom: CustomFields
}

export interface Message {
  /** 24 lower-case hex digits. */
  readonly _id: string
  readonly chat_dialog_id: string
  readonly sender_id: number
  readonly recipient_id: number | null
  readonly message: string | null
  /** Seconds since 1970. */
  readonly date_sent: number
  /** Milliseconds since 1970. */
  readonly created_at: number
  /** Milliseconds since 1970. */
  readonly updated_at: number
  readonly attachments: readonly unknown[]
  /** Whether the sender asked to hear of its being read; null where he did not say. */
  readonly markable: 0 | 1 | null
  readonly read_ids: readonly number[]
  readonly delivered_ids: readonly number[]
  /** Users who hid it from themselves (M7). */
  readonly deleted_for: readonly number[]
  readonly custom: CustomFields
}

/** Everything that a workspace holds. */
export interface World {
  readonly applications: readonly Application[]
  readonly users: readonly User[]
  readonly sessions: readonly Session[]
  readonly dialogs: readonly Dialog[]
  readonly messages: readonly Message[]
}
