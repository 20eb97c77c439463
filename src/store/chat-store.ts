import type { MaybePromise } from '../shared/maybe-promise.ts'
import type { DialogChange, MessageChange, MessageChoice } from './changes.ts'
import type { SharedSettings } from './directory.ts'
import type { LogBounds, SharedLog } from './shared-log.ts'
import type { SharedPlans } from './shared-plans.ts'
import type { Condition, ListQuery, UserField } from './query.ts'
import type { Application, Dialog, Message, Session, User, World } from './world.ts'

/**
 * The world of one workspace as one request sees it. It speaks of facts and knows no rule and no HTTP.
 *
 * Every write that deletes returns the ids that it really changed: of two at once, one gets an id and the other does
 * not. Ids are 24 lower-case hex digits, each once; any other text is the id of nothing. What is destroyed is gone for
 * every reader; so are the messages of a dialog that is gone, and so is a group that its last occupant left.
 *
 * Every method rejects with {@link StoreUnavailableError} while the database does not answer.
 */
export interface ChatStore {
  /**
   * Resolves when this server knows of every change that was answered before this view was asked for; undefined where
   * it does already. Whatever is asked of a view makes sure of it first.
   */
  catchUp(): Promise<void> | undefined

  /** The application that an API key belongs to. */
  findApplicationByApiKey(apiKey: string): MaybePromise<Application | undefined>
  findApplication(id: number): Promise<Application | undefined>
  findUser(id: number): MaybePromise<User | undefined>
  /** Those of these users that there are, in any order. */
  findUsers(ids: readonly number[]): Promise<User[]>
  /** By login or by email, whichever is given. */
  findUserByName(applicationId: number, by: { login: string } | { email: string }): Promise<User | undefined>
  /** The users that a query asks for. */
  listUsers(query: ListQuery<UserField>): Promise<User[]>
  countUsers(where: ReadonlyArray<Condition<UserField>>): Promise<number>

  /**
   * Finds a session that has not expired by now and moves its end to a lifetime from now unless it ends later already;
   * all times in milliseconds. What time it is may be asked again, since another server may have set the clock.
   */
  useSession(token: string, now: () => number, lifetime: number): MaybePromise<Session | undefined>
  addSession(session: Session): Promise<void>
  /** Makes it the session of another user; 0 makes it an application session. */
  setSessionUser(token: string, userId: number): Promise<void>
  removeSession(token: string): Promise<void>

  /**
   * The message of each id, undefined for none; one whose dialog is gone may still be there until its own end is
   * written.
   */
  findMessages(ids: readonly string[]): MaybePromise<Array<Message | undefined>>
  hideMessages(ids: readonly string[], userId: number): MaybePromise<string[]>
  destroyMessages(ids: readonly string[]): MaybePromise<string[]>
  /** Changes those of these messages that there are. */
  changeMessages(which: MessageChoice, change: MessageChange): Promise<void>
  /** The messages of one dialog that a query asks for. */
  listMessages(dialogId: string, query: ListQuery): Promise<Message[]>
  countMessages(dialogId: string, where: readonly Condition[]): Promise<number>
  /**
   * Of each dialog that has messages, the one that was sent last; of several in its last second, the one with the
   * greatest `_id`.
   */
  newestMessages(dialogIds: readonly string[]): Promise<Message[]>
  /** By dialog, how many messages the user sees and has not read; dialogs that have none may be left out. */
  countUnread(dialogIds: readonly string[], userId: number): Promise<ReadonlyMap<string, number>>

  /** The dialog of each id, undefined for none; an id may come several times. */
  findDialogs(ids: readonly string[]): MaybePromise<Array<Dialog | undefined>>
  hideDialogs(ids: readonly string[], userId: number): MaybePromise<string[]>
  /** The dialog as it is afterwards; undefined where there is none. */
  changeDialog(id: string, change: DialogChange): Promise<Dialog | undefined>
  /** Takes the user out of `occupants_ids` and `admins_ids`; a group (type 2) that nobody is left in is gone. */
  leaveDialogs(ids: readonly string[], userId: number): MaybePromise<string[]>
  /** Destroys dialogs and their messages. */
  destroyDialogs(ids: readonly string[]): MaybePromise<string[]>
  /** The dialogs that a query asks for. */
  listDialogs(query: ListQuery): Promise<Dialog[]>
  countDialogs(where: readonly Condition[]): Promise<number>
  /** Shows a dialog again to all who hid it. */
  showDialog(id: string): Promise<void>
  /**
   * The private dialog of these two users, shown again to all who hid it; where they have none, this one is added.
   * Of two such calls at once, both get the same dialog.
   */
  openPrivateDialog(dialog: Dialog): Promise<Dialog>

  /** Adds a dialog whose id is new. */
  addDialog(dialog: Dialog): Promise<void>
  /** Adds a message whose id is new; one whose dialog is gone meanwhile is gone, too. */
  addMessage(message: Message): Promise<void>
}

/** What other servers of a workspace have changed. */
export interface OthersChange {
  readonly world: 'replaced' | 'extended' | 'same'
  /** How far the clock is ahead of real time, in milliseconds. */
  readonly clock: number
  readonly logCleared: boolean
  readonly plansCleared: boolean
  /** How all servers are set, as far as one of them has said. */
  readonly settings: SharedSettings | undefined
}

/** Whether a reset goes back to a new world, to what all workspaces begin with, or to what it did before. */
export type SeedChange = 'own' | 'common' | 'same'

/** Where one workspace keeps its world. A change of the whole world is all or nothing, and so it is for every view. */
export interface WorkspaceStore {
  /** What one request works on: whatever it asks is answered from one world, even if that is replaced meanwhile. */
  view(): ChatStore
  /**
   * Forgets everything and holds this world instead; the clock shows real time, and log and plans are empty, from the
   * same moment.
   *
   * @default 'own'
   */
  replace(world: World, seed?: SeedChange): Promise<void>
  /** What a reset goes back to. */
  seed(): Promise<World>
  /**
   * Adds what is made of everything it holds, which must have nothing that is there already, and resolves with it;
   * nothing is added when `make` throws.
   */
  extend(make: (known: World) => World | Promise<World>): Promise<World>
  /** Everything it holds. */
  dump(): Promise<World>
  /**
   * Real time, in milliseconds since 1970: the same for all servers of this workspace, whatever their own clocks say.
   */
  readonly now: () => number
  /** Says to all servers of this workspace how far its clock is ahead of real time, in milliseconds. */
  setClock(offset: number): Promise<void>
  /**
   * Is called with what other servers have changed, when this one hears of it: with {@link hear} or the next request at
   * the latest.
   */
  onChange(listener: (change: OthersChange) => void): void
  /** Says to all servers of this workspace how they are set, unless they know of something newer. */
  settle(settings: SharedSettings): Promise<void>
  /** Is called once another server has dropped the workspace, when this one hears of it. */
  onGone(listener: () => void): void
  /**
   * Asks what other servers have changed.
   *
   * @throws StoreUnavailableError where it can't be known
   */
  hear(): Promise<void>
  /** What all servers of this workspace write together; undefined where no other server can have it open. */
  log(bounds: LogBounds): SharedLog | undefined
  /** What is planned for all servers of this workspace; undefined where no other server can have it open. */
  readonly plans: SharedPlans | undefined
  /** Resolves when the store answers and its world is whole. */
  ping(): Promise<void>
}

/** The database does not answer; the wire says 503. */
export class StoreUnavailableError extends Error {
  override readonly name: string = 'StoreUnavailableError'
}

/** Another server has dropped the workspace; where that is not the default one, it can be opened anew. */
export class WorkspaceGoneError extends StoreUnavailableError {
  constructor () {
    super('The workspace was dropped')
  }
}
