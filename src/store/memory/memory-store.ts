import { changedMessage } from '../changes.ts'
import type { DialogChange, MessageChange, MessageChoice } from '../changes.ts'
import type { ChatStore } from '../chat-store.ts'
import { MemoryAccounts } from './accounts.ts'
import { MemoryDialogs, isOver } from './dialogs.ts'
import { MemoryMessages } from './messages.ts'
import { seedOf } from './seed.ts'
import type { Condition, ListQuery } from '../query.ts'
import { matches, select } from '../matches.ts'
import type { Dialog, Message, World } from '../world.ts'

/** Keeps a world in memory; each write is done before anything else runs, which settles every race. */
export class MemoryStore extends MemoryAccounts implements ChatStore {
  readonly #dialogs: MemoryDialogs
  readonly #messages: MemoryMessages

  constructor (world: World) {
    super()
    const { dialogs, messages } = seedOf(world)
    this.#dialogs = new MemoryDialogs(dialogs)
    this.#messages = new MemoryMessages(messages)
    this.addAccounts(world)
  }

  catchUp (): undefined {}

  findMessages (ids: readonly string[]): Array<Message | undefined> {
    return ids.map((id) => this.#messages.get(id))
  }

  hideMessages (ids: readonly string[], userId: number): string[] {
    return ids.filter((id) => this.#messages.hide(id, userId))
  }

  destroyMessages (ids: readonly string[]): string[] {
    return ids.filter((id) => this.#messages.destroy(id))
  }

  async changeMessages (which: MessageChoice, change: MessageChange): Promise<void> {
    const chosen = 'ids' in which ? this.#messages.some(which.ids) : this.#messages.ofDialog(which.dialogId)
    for (const message of chosen) {
      const changed = changedMessage(message, change)
      if (changed !== message) this.#messages.set(changed)
    }
  }

  async listMessages (dialogId: string, query: ListQuery): Promise<Message[]> {
    return select(this.#messages.ofDialog(dialogId), query)
  }

  async countMessages (dialogId: string, where: readonly Condition[]): Promise<number> {
    return count(this.#messages.ofDialog(dialogId), (message) => matches(message, where))
  }

  async newestMessages (dialogIds: readonly string[]): Promise<Message[]> {
    return dialogIds.flatMap((id) => this.#messages.newestOf(id) ?? [])
  }

  async countUnread (dialogIds: readonly string[], userId: number): Promise<ReadonlyMap<string, number>> {
    const unread = ({ read_ids: readBy, deleted_for: hiddenFrom }: Message) =>
      !readBy.includes(userId) && !hiddenFrom.includes(userId)
    return new Map(dialogIds.map((id) => [id, count(this.#messages.ofDialog(id), unread)]))
  }

  findDialogs (ids: readonly string[]): Array<Dialog | undefined> {
    return ids.map((id) => this.#dialogs.get(id))
  }

  hideDialogs (ids: readonly string[], userId: number): string[] {
    return ids.filter((id) => this.#dialogs.hide(id, userId))
  }

  async changeDialog (id: string, change: DialogChange): Promise<Dialog | undefined> {
    return this.#dialogs.change(id, change)
  }

  leaveDialogs (ids: readonly string[], userId: number): string[] {
    return ids.filter((id) => {
      const left = this.#dialogs.leave(id, userId)
      return left !== undefined && (!isOver(left) || this.#destroyDialog(id))
    })
  }

  destroyDialogs (ids: readonly string[]): string[] {
    return ids.filter((id) => this.#destroyDialog(id))
  }

  async listDialogs (query: ListQuery): Promise<Dialog[]> {
    return select(this.#dialogs.all(), query)
  }

  async countDialogs (where: readonly Condition[]): Promise<number> {
    return count(this.#dialogs.all(), (dialog) => matches(dialog, where))
  }

  async showDialog (id: string): Promise<void> {
    this.#dialogs.show(id)
  }

  async openPrivateDialog (dialog: Dialog): Promise<Dialog> {
    return this.#dialogs.openPrivate(dialog)
  }

  async addDialog (dialog: Dialog): Promise<void> {
    this.#dialogs.set(dialog)
  }

  async addMessage (message: Message): Promise<void> {
    this.#addMessage(message)
  }

  add (world: World): void {
    this.addAccounts(world)
    for (const dialog of world.dialogs) this.#dialogs.set(dialog)
    for (const message of world.messages) this.#addMessage(message)
  }

  dump (): World {
    return { ...this.dumpAccounts(), dialogs: this.#dialogs.all(), messages: this.#messages.all() }
  }

  #addMessage (message: Message): void {
    if (this.#dialogs.get(message.chat_dialog_id) !== undefined) this.#messages.add(message)
  }

  #destroyDialog (id: string): boolean {
    if (!this.#dialogs.delete(id)) return false
    this.#messages.destroyAllOf(id)
    return true
  }
}

function count<T> (things: Iterable<T>, counts: (thing: T) => boolean): number {
  let number = 0
  for (const thing of things) if (counts(thing)) number++
  return number
}
