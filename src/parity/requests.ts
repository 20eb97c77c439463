import type { Request } from './client.ts'

export type Headers = Readonly<Record<string, string>>

export function deletion (
  kind: 'Message' | 'Dialog',
  ids: string,
  headers: Headers,
  { query, body }: { query?: string, body?: Request['body'] } = {}
): Request {
  return {
    method: 'DELETE',
    path: `/chat/${kind}/${ids}.json${query === undefined ? '' : `?${query}`}`,
    headers,
    ...(body !== undefined && { body })
  }
}

/** What a new dialog is to be; users by their ids. */
interface NewDialog {
  readonly type: 1 | 2 | 3
  readonly name: string
  readonly occupants: readonly number[]
  readonly admins?: readonly number[]
}

export function newDialog (headers: Headers, { type, name, occupants, admins = [] }: NewDialog): Request {
  const fields = { type: String(type), name, occupants_ids: occupants.join(',') }
  return {
    method: 'POST',
    path: '/chat/Dialog.json',
    headers,
    body: { ...fields, ...(admins.length > 0 && { admin_ids: admins.join(',') }) }
  }
}

export function newMessage (headers: Headers, dialog: string, text: string): Request {
  return { method: 'POST', path: '/chat/Message.json', headers, body: { chat_dialog_id: dialog, message: text } }
}
