import type { Message } from '../../store/world.ts'
import { dateTime } from './date-time.ts'

/** A message as lists and its creation answer it. Its own fields win over custom keys of their names. */
export function messageObject (message: Message): object {
  return {
    ...message.custom,
    _id: message._id,
    attachments: message.attachments,
    chat_dialog_id: message.chat_dialog_id,
    created_at: dateTime(message.created_at),
    updated_at: dateTime(message.updated_at),
    date_sent: message.date_sent,
    delivered_ids: message.delivered_ids,
    ...(message.markable !== null && { markable: message.markable }),
    message: message.message,
    read: isRead(message) ? 1 : 0,
    read_ids: message.read_ids,
    recipient_id: message.recipient_id,
    sender_id: message.sender_id
  }
}

/** Whether anybody but the sender has read it. */
function isRead ({ read_ids: readers, sender_id: sender }: Message): boolean {
  return readers.some((reader) => reader !== sender)
}
