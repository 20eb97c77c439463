import type { DialogType, Message } from '../../store/world.ts'
import { dateTime } from './date-time.ts'

/**
 * A message as lists answer it. Its own fields win over custom keys of their names. In a public group nobody's reading
 * is told.
 */
export function messageObject (message: Message, type: DialogType): object {
  return {
    ...message.custom,
    _id: message._id,
    attachments: message.attachments,
    chat_dialog_id: message.chat_dialog_id,
    created_at: dateTime(message.created_at),
    updated_at: dateTime(message.updated_at),
    date_sent: message.date_sent,
    delivered_ids: type === 1 ? [] : message.delivered_ids,
    ...(message.markable !== null && { markable: message.markable }),
    message: message.message,
    read: type === 3 && isRead(message) ? 1 : 0,
    read_ids: type === 1 ? [] : message.read_ids,
    recipient_id: message.recipient_id,
    sender_id: message.sender_id
  }
}

/** A message as its creation answers it: its dates are not known yet, and nobody has it. */
export function createdMessageObject (message: Message, type: DialogType): object {
  return {
    ...messageObject(message, type),
    created_at: null,
    updated_at: null,
    delivered_ids: [],
    read: 0,
    read_ids: type === 1 ? [] : [message.sender_id],
    recipient_id: message.recipient_id ?? 0
  }
}

/** Whether anybody but the sender has read it. */
function isRead ({ read_ids: readers, sender_id: sender }: Message): boolean {
  return readers.some((reader) => reader !== sender)
}
