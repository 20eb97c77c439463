import type { Parameters } from '../body.ts'
import { nested } from '../fields.ts'
import { canonicalId } from '../ids.ts'

/** Ids with commas between them, or one by one as `chat_dialog_ids[]`; undefined where all dialogs are meant. */
export function readDialogIds (query: Parameters): string[] | undefined {
  const given = nested(query)['chat_dialog_ids'] ?? ''
  const ids = [given].flat().flatMap((one) => typeof one === 'string' ? one.split(',') : []).map((id) =>
    canonicalId(id.trim())
  ).filter((id) => id !== '')
  return ids.length === 0 ? undefined : [...new Set(ids)]
}
