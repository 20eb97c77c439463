import type { ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { StoreUnavailableError } from '../../../src/store/chat-store.ts'
import type { ChatStore, WorkspaceStore } from '../../../src/store/chat-store.ts'
import type { MaybePromise } from '../../../src/shared/maybe-promise.ts'
import { openStores } from '../../../src/store/open-stores.ts'
import type { Stores } from '../../../src/store/open-stores.ts'
import { endMongodProcess, startMongodProcess } from '../../helpers/mongod-process.ts'
import { freePort } from '../../helpers/ports.ts'
import { mongodPath } from '../../helpers/stores.ts'
import { d, dialog, m, message, session, small, world } from '../things.ts'

describe.skipIf(mongodPath === undefined || process.platform === 'win32')('a MongoDB that goes away', () => {
  let port: number
  let folder: string
  let mongod: ChildProcess
  let stores: Stores
  let workspace: WorkspaceStore
  let store: ChatStore

  beforeAll(async () => {
    port = await freePort()
    folder = await mkdtemp(join(tmpdir(), 'outage-'))
    mongod = await start()
    stores = await openStores({ store: `mongodb://127.0.0.1:${port}` })
    workspace = await stores.open('default', () => small)
    store = workspace.view()
  })

  afterAll(async () => {
    await stores?.close()
    await stop()
    await rm(folder, { recursive: true, force: true })
  })

  const start = () => startMongodProcess(port, folder)
  const stop = () => endMongodProcess(mongod, 'SIGTERM')

  const everyCall = (): Array<[string, MaybePromise<unknown>]> => [
    ['findApplicationByApiKey', store.findApplicationByApiKey('key-of-10')],
    ['findApplication', store.findApplication(10)],
    ['findUser', store.findUser(1)],
    ['findUserByName', store.findUserByName(10, { login: 'user1' })],
    ['useSession', store.useSession('one', () => 0, 1)],
    ['addSession', store.addSession(session('another'))],
    ['setSessionUser', store.setSessionUser('one', 2)],
    ['removeSession', store.removeSession('one')],
    ['findMessages', store.findMessages([m(1)])],
    ['hideMessages', store.hideMessages([m(1)], 1)],
    ['destroyMessages', store.destroyMessages([m(1)])],
    ['findDialogs', store.findDialogs([d(1)])],
    ['hideDialogs', store.hideDialogs([d(1)], 1)],
    ['leaveDialogs', store.leaveDialogs([d(1)], 1)],
    ['destroyDialogs', store.destroyDialogs([d(1)])],
    ['addDialog', store.addDialog(dialog(9))],
    ['addMessage', store.addMessage(message(9))],
    ['extend', workspace.extend(() => world({ sessions: [session('added')] }))],
    ['replace', workspace.replace(small)],
    ['dump', workspace.dump()],
    ['hear', workspace.hear()],
    ['ping', workspace.ping()],
    ['open', stores.open('other', () => small)],
    ['drop', stores.drop('other')]
  ]

  const refusals = async (): Promise<string[]> => {
    const answers = everyCall().map(([name, answer]) =>
      Promise.resolve(answer).then(
        () => `${name} answers`,
        (error) => `${name} ${error instanceof StoreUnavailableError ? 'is unavailable' : error}`
      )
    )
    return Promise.all(answers)
  }
  const allUnavailable = async (): Promise<void> => {
    const said = await refusals()
    expect(said).toEqual(said.map((one) => `${one.split(' ')[0]} is unavailable`))
  }
  const answersAgain = async (): Promise<void> => {
    await vi.waitFor(() => workspace.ping(), { timeout: 20_000, interval: 100 })
    expect(await store.findMessages([m(1), m(2)])).toMatchObject([{ _id: m(1) }, { _id: m(2) }])
    expect(await store.useSession('one', () => 0, 1)).toMatchObject({ user_id: 1 })
  }

  test('is unavailable on every call while it is away, and answers when it is back, with its data', async () => {
    await answersAgain()
    await stop()
    // At first connections break, then there is no server to choose.
    await allUnavailable()
    await allUnavailable()
    mongod = await start()
    await answersAgain()
  })

  test('is unavailable while it hangs', async () => {
    mongod.kill('SIGSTOP')
    await expect(store.findMessages([m(1)])).rejects.toThrow(StoreUnavailableError)
    await expect(workspace.ping()).rejects.toThrow(StoreUnavailableError)
    mongod.kill('SIGCONT')
    await answersAgain()
  })
})
