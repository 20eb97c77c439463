import type { MessageRequest } from '../../chat/change-messages.ts'
import type { Parameters } from '../body.ts'
import { invalid } from '../errors.ts'
import { text } from '../fields.ts'

/** What is to become of messages. */
export function readMessageChange (fields: Parameters): MessageRequest {
  const read = readMark(fields, 'read')
  const delivered = readMark(fields, 'delivered')
  return {
    ...((fields['message'] ?? null) !== null && { text: text(fields, 'message') }),
    ...(read !== undefined && { read }),
    ...(delivered !== undefined && { delivered })
  }
}

const marks: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [1, true],
  ['1', true],
  [true, true],
  ['true', true],
  [0, false],
  ['0', false],
  [false, false],
  ['false', false]
])

function readMark (fields: Parameters, name: 'read' | 'delivered'): boolean | undefined {
  const value = fields[name] ?? ''
  if (value === '') return undefined
  const mark = marks.get(value)
  if (mark === undefined) throw invalid(name, 'must be 0 or 1')
  return mark
}
