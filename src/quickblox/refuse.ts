import type { Refusal } from '../chat/list-messages.ts'
import { forbidden, notFound } from './errors.ts'

/** What was asked for; throws the vendor's error for a refusal. */
export function granted<T> (result: T | Refusal): T {
  if (result === 'NotFound') throw notFound()
  if (result === 'WrongPermissions') throw forbidden()
  return result as T
}
