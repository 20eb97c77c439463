import type { Answer } from './client.ts'
import { itemsOf, json } from './answer.ts'
import { InTheWay } from './obstacles.ts'

/**
 * There is one private dialog between two users at most: one that is there already comes back in place of a new one.
 */
export function refuseListed (list: Answer, userId: number): void {
  const old = itemsOf(list).some(({ occupants_ids: ids }) => Array.isArray(ids) && ids.includes(userId))
  if (old) throw oldDialog()
}

/**
 * Refuses one that was there before, hidden from its owner: made more than a minute before the server answers with it.
 */
export function refuseOld (answer: Answer): void {
  const created = Date.parse(String(json(answer)['created_at']))
  const now = Date.parse(answer.headers.get('date') ?? '')
  if (now - created > 60_000) throw oldDialog()
}

function oldDialog (): InTheWay {
  return new InTheWay('needs users who never had a private dialog with each other')
}
