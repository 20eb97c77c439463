import type { Db } from 'mongodb'
import { ask } from './errors.ts'
import { StoreError } from '../stores.ts'

/** A field that every document of ours has, by collection. */
const ours = {
  applications: 'auth_key',
  users: 'application_id',
  sessions: 'application_id',
  dialogs: 'hidden',
  messages: 'hidden'
} as const

/** A world is written only where there is nothing of somebody else's. */
export async function refuseForeign (db: Db): Promise<void> {
  for (const [name, field] of Object.entries(ours)) {
    if (await ask(db.collection(name).findOne({ [field]: { $exists: false } })) === null) continue
    throw new StoreError(
      `The database "${db.databaseName}" belongs to something else: its collection "${name}" holds other data. Name ` +
        'another in the URL\'s path, as in mongodb://host/quickblox_delete_mock'
    )
  }
}
