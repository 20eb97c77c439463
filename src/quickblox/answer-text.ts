import type { ErrorBody } from './errors.ts'
import type { DeletedGroups, IdGroup } from './formatters.ts'

/** What needs no escape in JSON, such as every ObjectId. */
const plain = /^[\w-]*$/

/**
 * The JSON of a delete's answer, as JSON.stringify() writes it, in half of the time that this takes for many short
 * texts.
 */
export function answerText (body: DeletedGroups | ErrorBody): string {
  if ('errors' in body) return JSON.stringify(body)
  const { SuccessfullyDeleted, WrongPermissions, NotFound } = body
  const forbidden = WrongPermissions === undefined ? '' : `,"WrongPermissions":${groupText(WrongPermissions)}`
  return `{"SuccessfullyDeleted":${groupText(SuccessfullyDeleted)}${forbidden},"NotFound":${groupText(NotFound)}}`
}

function groupText ({ ids }: IdGroup): string {
  let texts = ''
  for (const id of ids) texts += `${texts === '' ? '' : ','}${idText(id)}`
  return `{"ids":[${texts}]}`
}

function idText (id: string): string {
  return plain.test(id) ? `"${id}"` : JSON.stringify(id)
}
