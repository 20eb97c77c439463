import type { MessageDraft } from '../../chat/create-message.ts'
import { messageFixtureFields } from '../../fixtures/fixtures.ts'
import type { Parameters } from '../body.ts'
import { invalid } from '../errors.ts'
import { customFields, text, wholeNumber } from '../fields.ts'

/** What tells the vendor how to deliver a message, and is no part of it. */
const delivery: ReadonlySet<string> = new Set(['send_to_chat', 'save_to_history'])

const notCustom: ReadonlySet<string> = new Set([...messageFixtureFields, ...delivery])

/** The message that is to be sent. */
export function readNewMessage (fields: Parameters): MessageDraft {
  return {
    message: text(fields, 'message'),
    attachments: readAttachments(fields['attachments']),
    markable: readMarkable(fields),
    custom: customFields(fields, notCustom)
  }
}

/**
 * A list; an object with the places in it as names, which is what a form makes of one; or the one thing that would be
 * in it.
 */
function readAttachments (value: unknown): readonly unknown[] {
  if (value === undefined || value === null || value === '') return []
  if (typeof value !== 'object') throw invalid('attachments', 'must be a list')
  return Object.keys(value).every((name) => /^\d+$/.test(name)) ? Object.values(value) : [value]
}

function readMarkable (fields: Parameters): 0 | 1 | null {
  const markable = wholeNumber(fields, 'markable') ?? null
  if (markable !== 0 && markable !== 1 && markable !== null) throw invalid('markable', 'must be 0 or 1')
  return markable
}
