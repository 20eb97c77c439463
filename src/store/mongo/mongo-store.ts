import { MongoServerError } from 'mongodb'
import type { Db } from 'mongodb'
import type { DialogChange, MessageChange, MessageChoice } from '../changes.ts'
import type { ChatStore } from '../chat-store.ts'
import { changeDialog, changeMessages } from './changes.ts'
import { claim, destroy, hide, leave, present, standing } from './claims.ts'
import { collectionsOf, isPresent, isStanding, ofDialog, ofMessage, ofPrivateDialog, toDialog, toMessage } from './documents.ts'
import type { Collections } from './documents.ts'
import { ask } from './errors.ts'
import { filterOf, findEach, pageOf } from './query.ts'
import { sameTwo } from '../query.ts'
import type { Condition, ListQuery, UserField } from '../query.ts'
import type { Application, Dialog, Message, Session, User } from '../world.ts'

const bare = { projection: { _id: 0 } } as const

/**
 * Keeps a world in a MongoDB database and nothing of it here, so that any number of servers can share one. Updates of single documents, each of
 * them atomic, settle every race, so a stand-alone server of MongoDB 4.4 will do.
 */
export class MongoStore implements ChatStore {
  readonly #in: Collections

  constructor (db: Db) {
    this.#in = collectionsOf(db)
  }

  async findApplicationByApiKey (apiKey: string): Promise<Application | undefined> {
    return await ask(this.#in.applications.findOne<Application>({ api_keys: apiKey }, bare)) ?? undefined
  }

  async findApplication (id: number): Promise<Application | undefined> {
    return await ask(this.#in.applications.findOne<Application>({ _id: id }, bare)) ?? undefined
  }

  async findUser (id: number): Promise<User | undefined> {
    return await ask(this.#in.users.findOne<User>({ _id: id }, bare)) ?? undefined
  }

  async findUsers (ids: readonly number[]): Promise<User[]> {
    return ids.length === 0 ? [] : ask(this.#in.users.find({ _id: { $in: ids } }, bare).toArray())
  }

  async findUserByName (applicationId: number, by: { login: string } | { email: string }): Promise<User | undefined> {
    return await ask(this.#in.users.findOne<User>({ application_id: applicationId, ...by }, bare)) ?? undefined
  }

  listUsers (query: ListQuery<UserField>): Promise<User[]> {
    return ask(this.#in.users.find(filterOf({}, query.where), { ...pageOf(query), ...bare }).toArray())
  }

  countUsers (where: ReadonlyArray<Condition<UserField>>): Promise<number> {
    return ask(this.#in.users.countDocuments(filterOf({}, where)))
  }

  async useSession (token: string, now: number, lifetime: number): Promise<Session | undefined> {
    const running = { _id: token, expires_at: { $gt: now } }
    const longer = { $max: { expires_at: now + lifetime } }
    return await ask(this.#in.sessions.findOneAndUpdate(running, longer, { ...bare, returnDocument: 'after' })) ?? undefined
  }

  async addSession (session: Session): Promise<void> {
    await ask(this.#in.sessions.insertOne({ _id: session.token, ...session }))
  }

  async setSessionUser (token: string, userId: number): Promise<void> {
    await ask(this.#in.sessions.updateOne({ _id: token }, { $set: { user_id: userId } }))
  }

  async removeSession (token: string): Promise<void> {
    await ask(this.#in.sessions.deleteOne({ _id: token }))
  }

  async findMessages (ids: readonly string[]): Promise<Array<Message | undefined>> {
    const found = await findEach(this.#in.messages, ids)
    return found.map((message) => message && isPresent(message) ? toMessage(message) : undefined)
  }

  hideMessages (ids: readonly string[], userId: number): Promise<string[]> {
    return claim(this.#in.messages, present, ids, hide(userId))
  }

  destroyMessages (ids: readonly string[]): Promise<string[]> {
    return claim(this.#in.messages, present, ids, destroy)
  }

  changeMessages (which: MessageChoice, change: MessageChange): Promise<void> {
    return changeMessages(this.#in.messages, which, change)
  }

  listMessages (dialogId: string, query: ListQuery): Promise<Message[]> {
    const among = filterOf({ chat_dialog_id: dialogId, ...present }, query.where)
    return ask(this.#in.messages.find(among, pageOf(query)).map(toMessage).toArray())
  }

  countMessages (dialogId: string, where: readonly Condition[]): Promise<number> {
    return ask(this.#in.messages.countDocuments(filterOf({ chat_dialog_id: dialogId, ...present }, where)))
  }

  /** One look at the end of the index for each dialog, however many messages it has. */
  async newestMessages (dialogIds: readonly string[]): Promise<Message[]> {
    const last = { where: [], sort: [{ field: 'date_sent', descending: true }], skip: 0, limit: 1 } as const
    return (await Promise.all(dialogIds.map((id) => this.listMessages(id, last)))).flat()
  }

  async countUnread (dialogIds: readonly string[], userId: number): Promise<ReadonlyMap<string, number>> {
    if (dialogIds.length === 0) return new Map()
    const unread = { chat_dialog_id: { $in: dialogIds }, ...present, read_ids: { $ne: userId }, 'hidden.user': { $ne: userId } }
    const counts = this.#in.messages.aggregate<{ _id: string, count: number }>([{ $match: unread }, { $group: { _id: '$chat_dialog_id', count: { $sum: 1 } } }])
    return new Map((await ask(counts.toArray())).map(({ _id, count }) => [_id, count]))
  }

  async findDialogs (ids: readonly string[]): Promise<Array<Dialog | undefined>> {
    const found = await findEach(this.#in.dialogs, ids)
    return found.map((dialog) => dialog && isStanding(dialog) ? toDialog(dialog) : undefined)
  }

  hideDialogs (ids: readonly string[], userId: number): Promise<string[]> {
    return claim(this.#in.dialogs, standing, ids, hide(userId))
  }

  async changeDialog (id: string, change: DialogChange): Promise<Dialog | undefined> {
    const changed = await changeDialog(this.#in.dialogs, id, change)
    return changed === null ? undefined : toDialog(changed)
  }

  leaveDialogs (ids: readonly string[], userId: number): Promise<string[]> {
    return claim(this.#in.dialogs, standing, ids, leave(userId))
  }

  /** Its messages are unreachable from the claim on; deleting them only saves space. */
  async destroyDialogs (ids: readonly string[]): Promise<string[]> {
    const destroyed = await claim(this.#in.dialogs, standing, ids, destroy)
    if (destroyed.length > 0) await ask(this.#in.messages.deleteMany({ chat_dialog_id: { $in: destroyed } }))
    return destroyed
  }

  listDialogs (query: ListQuery): Promise<Dialog[]> {
    return ask(this.#in.dialogs.find(filterOf(standing, query.where), pageOf(query)).map(toDialog).toArray())
  }

  countDialogs (where: readonly Condition[]): Promise<number> {
    return ask(this.#in.dialogs.countDocuments(filterOf(standing, where)))
  }

  async showDialog (id: string): Promise<void> {
    await ask(this.#in.dialogs.updateOne({ _id: id }, { $set: { hidden: [] } }))
  }

  async openPrivateDialog (dialog: Dialog): Promise<Dialog> {
    const known = await ask(this.#in.dialogs.findOneAndUpdate(filterOf(standing, sameTwo(dialog)), { $set: { hidden: [] } }, { returnDocument: 'after' }))
    if (known !== null) return toDialog(known)
    try {
      await ask(this.#in.dialogs.insertOne(ofPrivateDialog(dialog)))
      return dialog
    } catch (error) {
      // Another call was first: now there is one to find.
      if (error instanceof MongoServerError && error.code === 11000) return this.openPrivateDialog(dialog)
      throw error
    }
  }

  async addDialog (dialog: Dialog): Promise<void> {
    await ask(this.#in.dialogs.insertOne(ofDialog(dialog)))
  }

  async addMessage (message: Message): Promise<void> {
    await ask(this.#in.messages.insertOne(ofMessage(message)))
  }
}
