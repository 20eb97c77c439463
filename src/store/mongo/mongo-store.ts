import { MongoServerError } from 'mongodb'
import type { DialogChange, MessageChange, MessageChoice } from '../changes.ts'
import { StoreUnavailableError, WorkspaceGoneError } from '../chat-store.ts'
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
import type { WayIn } from './documents.ts'
import type { WorldThings } from './collections.ts'
import { ask, duplicateKey } from './errors.ts'
import { filterOf, findEach, pageOf } from './query.ts'
import type { Present } from './known.ts'
import { sameTwo } from '../query.ts'
import type { Condition, ListQuery, UserField } from '../query.ts'
import type { Application, Dialog, Message, Session, User, World } from '../world.ts'

/** What a view asks of its workspace. */
interface Presents {
  /** The newest world that this server knows of. */
  readonly present: Present
  /** Real time, in milliseconds since 1970. */
  now(): number
  /** What time it is where sessions end. */
  itIs(now: number): void
  /** This server learns what others have done. */
  hear(): Promise<void>
  /** The newest that there is. */
  refresh(): Promise<Present>
  /** In milliseconds: how long a world that was replaced is left to the requests that are in it. */
  readonly lease: number
  /** Seeds a workspace that was dropped again, for those alone whom the seed knows; false for others. */
  revive(isKnown: (seed: World) => boolean): Promise<boolean>
  /** Rejects when this is not the present world. */
  confirm(present: Present): Promise<void>
}

/**
 * One world in a MongoDB database, for one request; nothing of it is kept here, so any number of servers can share one.
 * Updates of single documents, each of them atomic, settle every race, so a stand-alone server of MongoDB 4.4 will do.
 */
export class MongoStore implements ChatStore {
  readonly #workspace: Presents
  readonly #began = performance.now()
  #present: Present
  /** Whether it was the newest when the request came. */
  #isCertain = false

  constructor (workspace: Presents) {
    this.#workspace = workspace
    this.#present = workspace.present
  }

  catchUp (): Promise<void> | undefined {
    return this.#isCertain ? undefined : this.#workspace.hear()
  }

  async findApplicationByApiKey (apiKey: string): Promise<Application | undefined> {
    const found = await this.#enter(
      ({ applications }) => applications.findOne({ api_keys: apiKey }),
      ({ applications }) => applications.some(({ api_keys: keys }) => keys.includes(apiKey))
    )
    return found && toApplication(found)
  }

  async findApplication (id: number): Promise<Application | undefined> {
    const found = await this.#enter(
      ({ applications }) => applications.findOne({ _id: applications.key(id) }),
      ({ applications }) => applications.some((application) => application.id === id)
    )
    return found && toApplication(found)
  }

  async findUser (id: number): Promise<User | undefined> {
    const found = await this.#ask(({ users }) => users.findOne({ _id: users.key(id) }))
    return found === null ? undefined : toUser(found)
  }

  findUsers (ids: readonly number[]): Promise<User[]> {
    return this.#ask(async ({ users }) =>
      ids.length === 0 ? [] : users.find({ _id: users.ids(ids) }).map(toUser).toArray()
    )
  }

  async findUserByName (applicationId: number, by: { login: string } | { email: string }): Promise<User | undefined> {
    const found = await this.#ask(({ users }) => users.findOne({ application_id: applicationId, ...by }))
    return found === null ? undefined : toUser(found)
  }

  listUsers (query: ListQuery<UserField>): Promise<User[]> {
    return this.#ask(({ users }) => users.find(filterOf({}, query.where), pageOf(query)).map(toUser).toArray())
  }

  countUsers (where: ReadonlyArray<Condition<UserField>>): Promise<number> {
    return this.#ask(({ users }) => users.count(filterOf({}, where)))
  }

  /** One that asks for a newer version of the record is not touched before that is known: the clock may be another. */
  async useSession (token: string, clock: () => number, lifetime: number): Promise<Session | undefined> {
    const found = await this.#enter(
      ({ sessions }) => {
        const now = clock()
        this.#workspace.itIs(now)
        const running = {
          _id: sessions.key(token),
          expires_at: { $gt: now },
          version: { $not: { $gt: this.#present.version } }
        }
        return sessions.findOneAndUpdate(running, { $max: { expires_at: now + lifetime } })
      },
      ({ sessions }) =>
        sessions.some((session) => session.token === token && session.expires_at > this.#workspace.now())
    )
    return found && toSession(found)
  }

  /**
   * A session that comes while the world is replaced or added to must not be found by a server that knows the world
   * before: it goes along.
   */
  async addSession (session: Session): Promise<void> {
    if (!this.#isCertain) await this.#beCertain()
    for (;;) {
      const { version, number } = this.#present
      await this.#look(({ sessions }) =>
        sessions.insertOne({ ...session, ...sessions.its(session.token), version, made: true })
      )
      const latest = await ask(this.#workspace.refresh())
      this.#present = latest
      if (latest.version === version) return
      if (latest.number !== number) continue
      await this.#look(({ sessions }) =>
        sessions.updateOne({ _id: sessions.key(session.token) }, { $max: { version: latest.version } })
      )
      return
    }
  }

  async setSessionUser (token: string, userId: number): Promise<void> {
    await this.#ask(({ sessions }) => sessions.updateOne({ _id: sessions.key(token) }, { $set: { user_id: userId } }))
  }

  async removeSession (token: string): Promise<void> {
    await this.#ask(({ sessions }) => sessions.deleteOne({ _id: sessions.key(token) }))
  }

  async findMessages (ids: readonly string[]): Promise<Array<Message | undefined>> {
    const found = await this.#ask(({ messages }) => findEach(messages, ids))
    return found.map((message) => message && isPresent(message) ? toMessage(message) : undefined)
  }

  hideMessages (ids: readonly string[], userId: number): Promise<string[]> {
    return this.#ask(({ messages }) => claim(messages, present, ids, hide(userId)))
  }

  destroyMessages (ids: readonly string[]): Promise<string[]> {
    return this.#ask(({ messages }) => claim(messages, present, ids, destroy))
  }

  changeMessages (which: MessageChoice, change: MessageChange): Promise<void> {
    return this.#ask(({ messages }) => writeMessageChange(messages, which, change))
  }

  listMessages (dialogId: string, query: ListQuery): Promise<Message[]> {
    const among = filterOf({ chat_dialog_id: dialogId, ...present }, query.where)
    return this.#ask(({ messages }) => messages.find(among, pageOf(query)).map(toMessage).toArray())
  }

  countMessages (dialogId: string, where: readonly Condition[]): Promise<number> {
    return this.#ask(({ messages }) => messages.count(filterOf({ chat_dialog_id: dialogId, ...present }, where)))
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
    const counts = await this.#ask(({ messages }) =>
      messages.aggregate<{ _id: string, count: number }>(unread, [counted]).toArray()
    )
    return new Map(counts.map(({ _id, count }) => [_id, count]))
  }

  async findDialogs (ids: readonly string[]): Promise<Array<Dialog | undefined>> {
    const found = await this.#ask(({ dialogs }) => findEach(dialogs, ids))
    return found.map((dialog) => dialog && isStanding(dialog) ? toDialog(dialog) : undefined)
  }

  hideDialogs (ids: readonly string[], userId: number): Promise<string[]> {
    return this.#ask(({ dialogs }) => claim(dialogs, standing, ids, hide(userId)))
  }

  async changeDialog (id: string, change: DialogChange): Promise<Dialog | undefined> {
    const changed = await this.#ask(({ dialogs }) => writeDialogChange(dialogs, id, change))
    return changed === null ? undefined : toDialog(changed)
  }

  leaveDialogs (ids: readonly string[], userId: number): Promise<string[]> {
    return this.#ask(({ dialogs }) => claim(dialogs, standing, ids, leave(userId)))
  }

  /**
   * Its messages are unreachable from the claim on; deleting them only saves space, and what this does not delete is
   * swept later.
   */
  async destroyDialogs (ids: readonly string[]): Promise<string[]> {
    const destroyed = await this.#ask(({ dialogs }) => claim(dialogs, standing, ids, destroy))
    if (destroyed.length > 0) {
      await this.#ask(({ messages }) => messages.deleteMany({ chat_dialog_id: { $in: destroyed } })).catch(
        ignoreUnavailable
      )
    }
    return destroyed
  }

  listDialogs (query: ListQuery): Promise<Dialog[]> {
    return this.#ask(({ dialogs }) =>
      dialogs.find(filterOf(standing, query.where), pageOf(query)).map(toDialog).toArray()
    )
  }

  countDialogs (where: readonly Condition[]): Promise<number> {
    return this.#ask(({ dialogs }) => dialogs.count(filterOf(standing, where)))
  }

  async showDialog (id: string): Promise<void> {
    await this.#ask(({ dialogs }) => dialogs.updateOne({ _id: dialogs.key(id) }, { $set: { hidden: [] } }))
  }

  async openPrivateDialog (dialog: Dialog): Promise<Dialog> {
    const known = await this.#ask(({ dialogs }) =>
      dialogs.findOneAndUpdate(filterOf(standing, sameTwo(dialog)), { $set: { hidden: [] } })
    )
    if (known !== null) return toDialog(known)
    try {
      await this.#ask(({ dialogs }) => dialogs.insertOne(ofPrivateDialog(dialogs.its(dialog._id), dialog)))
      return dialog
    } catch (error) {
      // Another call was first: now there is one to find.
      if (error instanceof MongoServerError && error.code === duplicateKey) return this.openPrivateDialog(dialog)
      throw error
    }
  }

  async addDialog (dialog: Dialog): Promise<void> {
    await this.#ask(({ dialogs }) => dialogs.insertOne(ofDialog(dialogs.its(dialog._id), dialog)))
  }

  async addMessage (message: Message): Promise<void> {
    await this.#ask(({ messages }) => messages.insertOne(ofMessage(messages.its(message._id), message)))
  }

  /**
   * What a request comes by, in a world that is not older than the request: what is found says so, and where nothing
   * is, the record does. Where the workspace was dropped, it is made anew for those whom the seed knows.
   */
  async #enter<T extends WayIn> (
    look: (things: WorldThings) => Promise<T | null>,
    isKnown: (seed: World) => boolean
  ): Promise<T | undefined> {
    for (;;) {
      const { born, version, number } = this.#present
      const found = await this.#look(look)
      if (this.#isCertain || (found !== null && (found.version ?? 0) <= version)) {
        this.#isCertain = true
        return found ?? undefined
      }
      const present = await this.#newest(isKnown)
      if (present === undefined) return undefined
      this.#present = present
      this.#isCertain = this.#present.born === born && this.#present.version === version
      if (this.#isCertain || (found !== null && this.#present.number === number)) return found ?? undefined
    }
  }

  async #newest (isKnown: (seed: World) => boolean): Promise<Present | undefined> {
    try {
      return await this.#workspace.refresh()
    } catch (error) {
      if (!(error instanceof WorkspaceGoneError)) throw error
      return await this.#workspace.revive(isKnown) ? this.#workspace.present : undefined
    }
  }

  /** What comes without a session or an application reads the record first. */
  async #ask<T> (look: (things: WorldThings) => Promise<T>): Promise<T> {
    if (!this.#isCertain) await this.#beCertain()
    return this.#look(look)
  }

  async #beCertain (): Promise<void> {
    this.#present = await ask(this.#workspace.refresh())
    this.#isCertain = true
  }

  /**
   * Half of the lease is for whatever holds up a process: a request that has been under way for longer makes sure that
   * its world is still left to it.
   */
  async #look<T> (look: (things: WorldThings) => Promise<T>): Promise<T> {
    const found = await ask(look(this.#present.things))
    if (performance.now() - this.#began > this.#workspace.lease / 2) await this.#workspace.confirm(this.#present)
    return found
  }
}

function ignoreUnavailable (error: unknown): void {
  if (!(error instanceof StoreUnavailableError)) throw error
}
