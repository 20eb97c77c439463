import { MongoServerError } from 'mongodb'
import type { DialogChange, MessageChange, MessageChoice } from '../changes.ts'
import { StoreUnavailableError } from '../chat-store.ts'
import type { ChatStore } from '../chat-store.ts'
import { writeDialogChange, writeMessageChange } from './changes.ts'
import { claim, destroy, hide, leave, present, standing } from './claims.ts'
import {
  isPresent,
  isStanding,
  ofDialog,
  ofMessage,
  ofPrivateDialog,
  toApplication,
  toDialog,
  toMessage,
  toSession,
  toUser
} from './documents.ts'
import { duplicateKey } from './errors.ts'
import type { Housekeeping } from './housekeeping.ts'
import { filterOf, findEach, pageOf } from './query.ts'
import { RequestWorld } from './request-world.ts'
import type { Presents } from './request-world.ts'
import { sameTwo } from '../query.ts'
import type { Condition, ListQuery, UserField } from '../query.ts'
import type { Application, Dialog, Message, Session, User } from '../world.ts'

interface Clock {
  /** Real time, in milliseconds since 1970. */
  now(): number
}

/**
 * One world in a MongoDB database, for one request; nothing of it is kept here, so any number of servers can share one.
 * Updates of single documents, each of them atomic, settle every race, so a stand-alone server of MongoDB 4.4 will do.
 */
export class MongoStore implements ChatStore {
  readonly #clock: Clock
  readonly #housekeeping: Pick<Housekeeping, 'itIs'>
  readonly #world: RequestWorld

  constructor (workspace: Presents & Clock, housekeeping: Pick<Housekeeping, 'itIs'>) {
    this.#clock = workspace
    this.#housekeeping = housekeeping
    this.#world = new RequestWorld(workspace)
  }

  catchUp (): Promise<void> | undefined {
    return this.#world.catchUp()
  }

  async findApplicationByApiKey (apiKey: string): Promise<Application | undefined> {
    const found = await this.#world.enter(
      ({ applications }) => applications.findOne({ api_keys: apiKey }),
      ({ applications }) => applications.some(({ api_keys: keys }) => keys.includes(apiKey))
    )
    return found && toApplication(found)
  }

  async findApplication (id: number): Promise<Application | undefined> {
    const found = await this.#world.enter(
      ({ applications }) => applications.findOne({ _id: applications.key(id) }),
      ({ applications }) => applications.some((application) => application.id === id)
    )
    return found && toApplication(found)
  }

  async findUser (id: number): Promise<User | undefined> {
    const found = await this.#world.ask(({ users }) => users.findOne({ _id: users.key(id) }))
    return found === null ? undefined : toUser(found)
  }

  findUsers (ids: readonly number[]): Promise<User[]> {
    return this.#world.ask(async ({ users }) =>
      ids.length === 0 ? [] : users.find({ _id: users.ids(ids) }).map(toUser).toArray()
    )
  }

  async findUserByName (applicationId: number, by: { login: string } | { email: string }): Promise<User | undefined> {
    const found = await this.#world.ask(({ users }) => users.findOne({ application_id: applicationId, ...by }))
    return found === null ? undefined : toUser(found)
  }

  listUsers (query: ListQuery<UserField>): Promise<User[]> {
    return this.#world.ask(({ users }) => users.find(filterOf({}, query.where), pageOf(query)).map(toUser).toArray())
  }

  countUsers (where: ReadonlyArray<Condition<UserField>>): Promise<number> {
    return this.#world.ask(({ users }) => users.count(filterOf({}, where)))
  }

  /** One that asks for a newer version of the record is not touched before that is known: the clock may be another. */
  async useSession (token: string, clock: () => number, lifetime: number): Promise<Session | undefined> {
    const found = await this.#world.enter(
      ({ sessions }) => {
        const now = clock()
        this.#housekeeping.itIs(now)
        const running = {
          _id: sessions.key(token),
          expires_at: { $gt: now },
          version: { $not: { $gt: this.#world.present.version } }
        }
        return sessions.findOneAndUpdate(running, { $max: { expires_at: now + lifetime } })
      },
      ({ sessions }) =>
        sessions.some((session) => session.token === token && session.expires_at > this.#clock.now())
    )
    return found && toSession(found)
  }

  /**
   * A session that comes while the world is replaced or added to must not be found by a server that knows the world
   * before: it goes along.
   */
  async addSession (session: Session): Promise<void> {
    await this.#world.beCertain()
    for (;;) {
      const { version, number } = this.#world.present
      await this.#world.look(({ sessions }) =>
        sessions.insertOne({ ...session, ...sessions.its(session.token), version, made: true })
      )
      const latest = await this.#world.refresh()
      if (latest.version === version) return
      if (latest.number !== number) continue
      await this.#world.look(({ sessions }) =>
        sessions.updateOne({ _id: sessions.key(session.token) }, { $max: { version: latest.version } })
      )
      return
    }
  }

  async setSessionUser (token: string, userId: number): Promise<void> {
    await this.#world.ask(({ sessions }) =>
      sessions.updateOne({ _id: sessions.key(token) }, { $set: { user_id: userId } })
    )
  }

  async removeSession (token: string): Promise<void> {
    await this.#world.ask(({ sessions }) => sessions.deleteOne({ _id: sessions.key(token) }))
  }

  async findMessages (ids: readonly string[]): Promise<Array<Message | undefined>> {
    const found = await this.#world.ask(({ messages }) => findEach(messages, ids))
    return found.map((message) => message && isPresent(message) ? toMessage(message) : undefined)
  }

  hideMessages (ids: readonly string[], userId: number): Promise<string[]> {
    return this.#world.ask(({ messages }) => claim(messages, present, ids, hide(userId)))
  }

  destroyMessages (ids: readonly string[]): Promise<string[]> {
    return this.#world.ask(({ messages }) => claim(messages, present, ids, destroy))
  }

  changeMessages (which: MessageChoice, change: MessageChange): Promise<void> {
    return this.#world.ask(({ messages }) => writeMessageChange(messages, which, change))
  }

  listMessages (dialogId: string, query: ListQuery): Promise<Message[]> {
    const among = filterOf({ chat_dialog_id: dialogId, ...present }, query.where)
    return this.#world.ask(({ messages }) => messages.find(among, pageOf(query)).map(toMessage).toArray())
  }

  countMessages (dialogId: string, where: readonly Condition[]): Promise<number> {
    return this.#world.ask(({ messages }) => messages.count(filterOf({ chat_dialog_id: dialogId, ...present }, where)))
  }

  /** One look at the end of the index for each dialog, however many messages it has. */
  async newestMessages (dialogIds: readonly string[]): Promise<Message[]> {
    const last = { where: [], sort: [{ field: 'date_sent', descending: true }], skip: 0, limit: 1 } as const
    return (await Promise.all(dialogIds.map((id) => this.listMessages(id, last)))).flat()
  }

  async countUnread (dialogIds: readonly string[], userId: number): Promise<ReadonlyMap<string, number>> {
    if (dialogIds.length === 0) return new Map()
    const unread = {
      chat_dialog_id: { $in: dialogIds },
      ...present,
      read_ids: { $ne: userId },
      'hidden.user': { $ne: userId }
    }
    const counted = { $group: { _id: '$chat_dialog_id', count: { $sum: 1 } } }
    const counts = await this.#world.ask(({ messages }) =>
      messages.aggregate<{ _id: string, count: number }>(unread, [counted]).toArray()
    )
    return new Map(counts.map(({ _id, count }) => [_id, count]))
  }

  async findDialogs (ids: readonly string[]): Promise<Array<Dialog | undefined>> {
    const found = await this.#world.ask(({ dialogs }) => findEach(dialogs, ids))
    return found.map((dialog) => dialog && isStanding(dialog) ? toDialog(dialog) : undefined)
  }

  hideDialogs (ids: readonly string[], userId: number): Promise<string[]> {
    return this.#world.ask(({ dialogs }) => claim(dialogs, standing, ids, hide(userId)))
  }

  async changeDialog (id: string, change: DialogChange): Promise<Dialog | undefined> {
    const changed = await this.#world.ask(({ dialogs }) => writeDialogChange(dialogs, id, change))
    return changed === null ? undefined : toDialog(changed)
  }

  leaveDialogs (ids: readonly string[], userId: number): Promise<string[]> {
    return this.#world.ask(({ dialogs }) => claim(dialogs, standing, ids, leave(userId)))
  }

  /**
   * Its messages are unreachable from the claim on; deleting them only saves space, and what this does not delete is
   * swept later.
   */
  async destroyDialogs (ids: readonly string[]): Promise<string[]> {
    const destroyed = await this.#world.ask(({ dialogs }) => claim(dialogs, standing, ids, destroy))
    if (destroyed.length > 0) {
      await this.#world.ask(({ messages }) => messages.deleteMany({ chat_dialog_id: { $in: destroyed } })).catch(
        ignoreUnavailable
      )
    }
    return destroyed
  }

  listDialogs (query: ListQuery): Promise<Dialog[]> {
    return this.#world.ask(({ dialogs }) =>
      dialogs.find(filterOf(standing, query.where), pageOf(query)).map(toDialog).toArray()
    )
  }

  countDialogs (where: readonly Condition[]): Promise<number> {
    return this.#world.ask(({ dialogs }) => dialogs.count(filterOf(standing, where)))
  }

  async showDialog (id: string): Promise<void> {
    await this.#world.ask(({ dialogs }) => dialogs.updateOne({ _id: dialogs.key(id) }, { $set: { hidden: [] } }))
  }

  async openPrivateDialog (dialog: Dialog): Promise<Dialog> {
    const known = await this.#world.ask(({ dialogs }) =>
      dialogs.findOneAndUpdate(filterOf(standing, sameTwo(dialog)), { $set: { hidden: [] } })
    )
    if (known !== null) return toDialog(known)
    try {
      await this.#world.ask(({ dialogs }) => dialogs.insertOne(ofPrivateDialog(dialogs.its(dialog._id), dialog)))
      return dialog
    } catch (error) {
      // Another call was first: now there is one to find.
      if (error instanceof MongoServerError && error.code === duplicateKey) return this.openPrivateDialog(dialog)
      throw error
    }
  }

  async addDialog (dialog: Dialog): Promise<void> {
    await this.#world.ask(({ dialogs }) => dialogs.insertOne(ofDialog(dialogs.its(dialog._id), dialog)))
  }

  async addMessage (message: Message): Promise<void> {
    await this.#world.ask(({ messages }) => messages.insertOne(ofMessage(messages.its(message._id), message)))
  }
}

function ignoreUnavailable (error: unknown): void {
  if (!(error instanceof StoreUnavailableError)) throw error
}
