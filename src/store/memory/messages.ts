import type { Message } from '../world.ts'
import type { SeedMessages } from './seed.ts'
import { MemoryTable } from './table.ts'

/** Messages, by their ids and by their dialogs. */
export class MemoryMessages extends MemoryTable<Message> {
  readonly #seed: SeedMessages
  /** By dialog, the ids of those that were added since. */
  readonly #added = new Map<string, Set<string>>()

  constructor (seed: SeedMessages) {
    super(seed)
    this.#seed = seed
  }

  add (message: Message): void {
    this.set(message)
    const ids = this.#added.get(message.chat_dialog_id) ?? new Set()
    this.#added.set(message.chat_dialog_id, ids.add(message._id))
  }

  ofDialog (dialogId: string): Message[] {
    const [first, added] = [this.#seed.idsIn(dialogId), this.#added.get(dialogId)]
    const ids = added === undefined ? first : new Set([...first, ...added])
    // The id of one that is gone may have been given to one of another dialog.
    return this.some(ids).filter((message) => message.chat_dialog_id === dialogId)
  }

  /** The one that was sent last; of several in one second, the one with the greatest id. */
  newestOf (dialogId: string): Message | undefined {
    return this.ofDialog(dialogId).reduce<Message | undefined>(later, undefined)
  }

  destroy (id: string): boolean {
    const message = this.get(id)
    if (message === undefined) return false
    this.#added.get(message.chat_dialog_id)?.delete(id)
    return this.delete(id)
  }

  destroyAllOf (dialogId: string): void {
    for (const { _id: id } of this.ofDialog(dialogId)) this.delete(id)
    this.#added.delete(dialogId)
  }
}

function later (last: Message | undefined, one: Message): Message {
  if (last === undefined) return one
  const isLater = one.date_sent === last.date_sent ? one._id > last._id : one.date_sent > last.date_sent
  return isLater ? one : last
}
