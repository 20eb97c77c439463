import type { Collections } from './collections.ts'
import { ask } from './errors.ts'
import { named } from './record.ts'
import type { WorldRecord } from './record.ts'

/** Whether what no request can remove is there: that of a world which somebody else has emptied is not. */
export async function isWhole (
  { applications, users }: Collections,
  { generation = NaN, holds: all }: WorldRecord
): Promise<boolean> {
  const its = { in: generation }
  const held = all[named(generation)]
  const found = await Promise.all([
    held?.applications && ask(applications.findOne(its)),
    held?.users && ask(users.findOne(its))
  ])
  return found.every((one) => one !== null)
}
