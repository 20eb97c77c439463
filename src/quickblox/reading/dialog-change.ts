import type { FastifyRequest } from 'fastify'
import type { DialogRequest } from '../../chat/change-dialog.ts'
import type { Parameters } from '../body.ts'
import { bodyFields, nested, text, userIds } from '../fields.ts'
import { ignore, unknownNames } from '../ignored.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import type { IdsRoute } from '../paths.ts'
import { adminFields, readData } from './new-dialog.ts'

/** Some clients send the fields in the query: `?pull_all[occupants_ids][]=ID`. */
export function readDialogChange (request: FastifyRequest<IdsRoute>, switches: FidelitySwitches): DialogRequest {
  const fields: Parameters = { ...nested(request.query), ...bodyFields(request) }
  ignore(request, unknownFields(fields), switches)
  const admins = adminFields.filter((name) => isNamed(fields, name))
  return {
    set: {
      ...(isNamed(fields, 'name') && { name: text(fields, 'name') }),
      ...(isNamed(fields, 'photo') && { photo: text(fields, 'photo') }),
      ...(isNamed(fields, 'data') && { data: readData(fields) }),
      ...(admins.length > 0 && { admins_ids: admins.flatMap((name) => userIds(fields, name)) })
    },
    addOccupants: usersIn(fields, pushes, ['occupants_ids']),
    removeOccupants: usersIn(fields, pulls, ['occupants_ids']),
    addAdmins: usersIn(fields, pushes, adminFields),
    removeAdmins: usersIn(fields, pulls, adminFields)
  }
}

/** Some clients write null for what they do not mean. */
function isNamed (fields: Parameters, name: string): boolean {
  return (fields[name] ?? null) !== null
}

const pushes = ['push_all', 'push']
const pulls = ['pull_all', 'pull']

const known: ReadonlySet<string> = new Set(['name', 'photo', 'data', ...adminFields, ...pushes, ...pulls])
const knownInLists: ReadonlySet<string> = new Set(['occupants_ids', ...adminFields])

/** What means nothing in a change of a dialog, such as `is_muted` and `pull_all[occupant_ids]`. */
function unknownFields (fields: Parameters): string[] {
  const inLists = [...pushes, ...pulls].flatMap((name) => {
    const lists = fields[name]
    if (typeof lists !== 'object' || lists === null) return []
    return unknownNames(knownInLists, lists).map((inner) => `${name}[${inner}]`)
  })
  return [...unknownNames(known, fields), ...inLists]
}

/** `push_all[occupants_ids][]=1` and `{"push_all":{"occupants_ids":[1]}}`. */
function usersIn (fields: Parameters, operators: readonly string[], names: readonly string[]): number[] {
  const ids = operators.flatMap((operator) => {
    const lists = fields[operator]
    if (typeof lists !== 'object' || lists === null) return []
    return names.flatMap((name) => userIds(lists as Parameters, name))
  })
  return [...new Set(ids)]
}
