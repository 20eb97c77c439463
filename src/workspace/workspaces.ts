import { hostname } from 'node:os'
import type { FidelitySwitches } from '../options/switches.ts'
import type { SharedSettings } from '../store/directory.ts'
import type { Stores } from '../store/open-stores.ts'
import type { World } from '../store/world.ts'
import { MemoryWorkspace } from '../store/memory/memory-workspace.ts'
import { Journal } from './journal/journal.ts'
import { PackQueue } from './journal/pack-queue.ts'
import { TextBudget } from './journal/text-budget.ts'
import { checkName, mostWorkspaces, tooMany, WorkspaceError } from './workspace-error.ts'
import { Workspace } from './workspace.ts'
import { defaultWorkspace } from '../shared/default-workspace.ts'

/** The workspaces of a server, each opened and seeded when it is first asked for. */
export class Workspaces {
  readonly #stores: Stores
  readonly #journalCapacity: number
  readonly #journalBudget: TextBudget
  readonly #packQueue = new PackQueue()
  /** What this server was started with. */
  readonly #seed: World
  /** How this server is set; others change it. */
  #switches: FidelitySwitches | undefined
  #settings: SharedSettings | undefined
  #begun: Promise<boolean> | undefined
  /** What strangers are judged by. */
  #accounts: { readonly seed: World, readonly store: MemoryWorkspace } | undefined
  readonly #opened = new Map<string, Workspace>()
  readonly #opening = new Map<string, Promise<Workspace>>()
  readonly #dropping = new Map<string, Promise<void>>()
  /** What this server is called where several share their workspaces. */
  serverName = hostname()

  constructor (stores: Stores, seed: World, journalCapacity = 1000) {
    this.#stores = stores
    this.#seed = seed
    this.#journalCapacity = journalCapacity
    this.#journalBudget = TextBudget.forRequests(journalCapacity)
  }

  /** One that is open already. */
  find (name: string): Workspace | undefined {
    return this.#opened.get(name)
  }

  /** Those that are open here, by name. */
  list (): Workspace[] {
    return [...this.#opened.values()].sort((one, other) => one.name < other.name ? -1 : 1)
  }

  /** Those that there are, at this server or another, in order. */
  names (): Promise<readonly string[]> {
    return this.#stores.directory.names()
  }

  /** Rejects with {@link WorkspaceError} where there can be none of that name. */
  async openOrCreate (name: string): Promise<Workspace> {
    const opened = this.#opened.get(name) ?? this.#opening.get(name)
    if (opened !== undefined) return opened
    checkName(name)
    const opening = this.#create(name).finally(() => this.#opening.delete(name))
    this.#opening.set(name, opening)
    return opening
  }

  /**
   * What a request is answered from before it is known who asks: the workspace of that name as far as it is there, of
   * this server or another, or else a stand-in with the accounts of the fixtures. Nobody's request makes a workspace.
   */
  async look (name: string): Promise<Workspace> {
    checkName(name)
    if (await this.#stores.find(name) !== undefined) return this.openOrCreate(name)
    const seed = await this.#stores.directory.seed()
    if (this.#accounts?.seed !== seed) {
      this.#accounts = { seed, store: new MemoryWorkspace({ ...seed, dialogs: [], messages: [] }) }
    }
    return new Workspace(name, { store: this.#accounts.store, journal: new Journal(0) })
  }

  /** Forgets a workspace and its database; false when there is none of that name. */
  async drop (name: string): Promise<boolean> {
    if (name === defaultWorkspace) throw new WorkspaceError(409, 'The default workspace stays; reset it instead')
    const workspace = this.#opened.get(name) ?? await this.#opening.get(name)
    const isThere = (await this.names()).includes(name)
    if (this.#dropping.has(name) || this.#opened.get(name) !== workspace) return false
    if (workspace !== undefined) this.#forget(name, workspace)
    if (!isThere) return false
    const dropping = this.#stores.drop(name).finally(() => this.#dropping.delete(name))
    this.#dropping.set(name, dropping)
    await dropping
    return true
  }

  /** Starts all over from another world, unless that was done already: the workspaces there are and those to come. */
  async replace (seed: World): Promise<void> {
    if (!await this.#stores.begin(seed)) return
    await Promise.allSettled(this.#opening.values())
    await Promise.all((await this.names()).map(async (name) => {
      const workspace = await this.openOrCreate(name)
      await workspace.replace(() => seed, 'common')
    }))
  }

  /**
   * How this server is set is how all of the same stores are set from now on, until another one starts: `switches` is
   * changed to whatever they are.
   */
  async settle (switches: FidelitySwitches): Promise<void> {
    this.#switches = switches
    const settled = await this.#stores.directory.settle(JSON.stringify(switches))
    if (settled === undefined) return
    const { changed, ...settings } = settled
    this.#adopt(settings)
    const names = changed ? await this.names() : [defaultWorkspace]
    await Promise.all(names.map(async (name) => (await this.openOrCreate(name)).store.settle(settings)))
  }

  /** Lets go of everybody who waits. */
  end (): void {
    for (const workspace of this.#opened.values()) workspace.end()
  }

  async #create (name: string): Promise<Workspace> {
    await this.#dropping.get(name)?.catch(() => {})
    const { directory } = this.#stores
    await this.#begin()
    if (!await directory.enter(name, mostWorkspaces)) throw tooMany()
    const store = await this.#stores.open(name, () => directory.seed())
    const journal = new Journal(this.#journalCapacity, this.#journalBudget, this.#packQueue)
    const workspace = new Workspace(name, { store, journal, server: () => this.serverName })
    store.onGone(() => this.#forget(name, workspace))
    workspace.events.on('settings', (settings) => this.#adopt(settings))
    this.#adopt(await directory.settings())
    if (this.#settings !== undefined) await store.settle(this.#settings)
    this.#opened.set(name, workspace)
    return workspace
  }

  /** The newest that this server has heard of; a switch that only another version knows is none here. */
  #adopt (settings: SharedSettings | undefined): void {
    if (settings === undefined || settings.number <= (this.#settings?.number ?? 0)) return
    this.#settings = settings
    const known = Object.entries(JSON.parse(settings.text)).filter(([name]) => name in (this.#switches ?? {}))
    Object.assign(this.#switches ?? {}, Object.fromEntries(known))
  }

  /** Once, with the first workspace. */
  async #begin (): Promise<void> {
    this.#begun ??= this.#stores.begin(this.#seed)
    try {
      await this.#begun
    } catch (error) {
      this.#begun = undefined
      throw error
    }
  }

  #forget (name: string, workspace: Workspace): void {
    if (this.#opened.get(name) === workspace) this.#opened.delete(name)
    workspace.end()
    workspace.journal.close()
  }
}
