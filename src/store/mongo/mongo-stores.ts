import { MongoError } from 'mongodb'
import type { Db, DbOptions, MongoClient } from 'mongodb'
import type { WorkspaceStore } from '../chat-store.ts'
import type { DatabaseTime } from './database-time.ts'
import { dropWorkspace } from './drop.ts'
import { hasNoJournal } from './errors.ts'
import { MongoDirectory } from './mongo-directory.ts'
import { MongoWorkspace } from './mongo-workspace.ts'
import type { Customs } from './mongo-workspace.ts'
import { databaseName } from './names.ts'
import { usualLease } from './sweeper.ts'
import { StoreError } from '../stores.ts'
import type { Stores } from '../stores.ts'
import type { World } from '../world.ts'
import { defaultWorkspace } from '../../shared/default-workspace.ts'

/** The code of a refusal to make a database whose name differs from another's in case alone. */
const differsInCase = 13297

/** How long a write waits for a majority, in milliseconds. */
const longestMajority = 10_000

/** Stores on one connection, a database each. */
export class MongoStores implements Stores {
  readonly kind: 'mongod' | 'mongodb'
  readonly description: string
  readonly directory: MongoDirectory
  readonly #client: MongoClient
  readonly #database: string
  readonly #time: Pick<DatabaseTime, 'now'>
  readonly #afterwards: () => Promise<void>
  readonly #opened = new Map<string, MongoWorkspace>()
  #hasJournal: boolean
  #closed: Promise<void> | undefined

  constructor (
    client: MongoClient,
    database: string,
    { kind, description, time = Date, afterwards }: {
      kind: 'mongod' | 'mongodb',
      description: string,
      time?: Pick<DatabaseTime, 'now'>,
      afterwards?: () => Promise<void>
    }
  ) {
    this.#client = client
    this.#database = database
    this.#time = time
    this.kind = kind
    this.description = description
    this.#hasJournal = kind === 'mongodb'
    this.#afterwards = afterwards ?? (async () => {})
    this.directory = new MongoDirectory(() => this.#db(defaultWorkspace))
  }

  begin (world: World): Promise<boolean> {
    return this.#use(defaultWorkspace, () => this.directory.begin(world))
  }

  open (workspace: string, seed: () => World | Promise<World>): Promise<WorkspaceStore> {
    return this.#use(workspace, async (db) => {
      const opened = await MongoWorkspace.open(db, seed, usualLease, this.#customs(workspace))
      this.#opened.get(workspace)?.close()
      this.#opened.set(workspace, opened)
      return opened
    })
  }

  async find (workspace: string): Promise<WorkspaceStore | undefined> {
    return await MongoWorkspace.find(this.#db(workspace))
  }

  async drop (workspace: string): Promise<void> {
    this.#opened.get(workspace)?.close()
    this.#opened.delete(workspace)
    await dropWorkspace(this.#db(workspace), () => this.directory.leave(workspace))
  }

  /** The default workspace stays, even if somebody else drops its database. */
  #customs (workspace: string): Customs {
    const [stays, now] = [workspace === defaultWorkspace, () => this.#time.now()]
    return { stays, now, opened: () => this.directory.keep(workspace) }
  }

  close (): Promise<void> {
    for (const workspace of this.#opened.values()) workspace.close()
    this.#closed ??= this.#client.close().finally(this.#afterwards)
    return this.#closed
  }

  async #use<T> (workspace: string, act: (db: Db) => Promise<T>): Promise<T> {
    try {
      return await act(this.#db(workspace))
    } catch (error) {
      if (!this.#hasJournal || !hasNoJournal(error)) {
        throw error instanceof MongoError
          ? new StoreError(`The database "${this.#name(workspace)}" can't be used: ${error.message}${adviceFor(error)}`)
          : error
      }
      this.#hasJournal = false
      return this.#use(workspace, act)
    }
  }

  #db (workspace: string): Db {
    return this.#client.db(this.#name(workspace), exactly(this.#client, this.#hasJournal))
  }

  #name (workspace: string): string {
    return databaseName(this.#database, workspace)
  }
}

function adviceFor (error: MongoError): string {
  return error.code === differsInCase ? '. Write it as the one that is there, or name another in the URL' : ''
}

/**
 * What a claim relies on, whatever the URL says: it reads its own marks, and learns how many it made. What is answered
 * is in the server's journal, and a majority that is not there is not waited for without end, unless the URL says
 * otherwise.
 */
function exactly ({ options }: MongoClient, hasJournal: boolean): DbOptions {
  const { writeConcern } = options
  return {
    readPreference: 'primary',
    writeConcern: { ...(hasJournal && { journal: true }), wtimeoutMS: longestMajority, ...writeConcern, w: 'majority' }
  }
}
