import type { DialogDraft } from '../../chat/create-dialog.ts'
import type { UserCaller } from '../../chat/callers.ts'
import { dialogFixtureFields } from '../../fixtures/fixtures.ts'
import type { CustomFields, DialogType } from '../../store/world.ts'
import type { Parameters } from '../body.ts'
import { invalid, tooManyOccupants } from '../errors.ts'
import { customFields, text, userIds, wholeNumber } from '../fields.ts'

/** The vendor's name, and the fixtures'. */
export const adminFields = ['admin_ids', 'admins_ids']

const notCustom: ReadonlySet<string> = new Set([...dialogFixtureFields, ...adminFields])

/** The dialog that is to be made. */
export function readNewDialog (fields: Parameters, { userId }: UserCaller): DialogDraft {
  const type = readType(fields)
  const occupants = userIds(fields, 'occupants_ids')
  const others = new Set(occupants.filter((id) => id !== userId))
  if (type === 3 && others.size > 1) throw tooManyOccupants()
  if (type === 3 && others.size === 0) throw invalid('occupants_ids', 'must name one other user in a private dialog')
  return {
    type,
    name: text(fields, 'name'),
    photo: text(fields, 'photo'),
    occupants: [...others],
    admins: type === 3 ? [] : adminFields.flatMap((name) => userIds(fields, name)),
    data: readData(fields),
    custom: customFields(fields, notCustom)
  }
}

function readType (fields: Parameters): DialogType {
  const type = wholeNumber(fields, 'type')
  if (type === 1 || type === 2 || type === 3) return type
  throw invalid('type', 'must be 1, 2 or 3')
}

/** Custom parameters, in a form `data[class_name]=C&data[FIELD]=V`. */
export function readData (fields: Parameters): CustomFields | null {
  const data = fields['data'] ?? ''
  if (data === '') return null
  if (typeof data !== 'object' || Array.isArray(data)) {
    throw invalid('data', 'must be an object: class_name, and the fields of that class')
  }
  return data as CustomFields
}
