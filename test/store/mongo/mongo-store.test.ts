import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ChatStore } from '../../../src/store/chat-store.ts'
import { MongoWorkspace } from '../../../src/store/mongo/mongo-workspace.ts'
import { freshDatabase, mongodPath } from '../../helpers/stores.ts'
import { d, dialog, m, message, session, world } from '../things.ts'

describe.skipIf(mongodPath === undefined)('the MongoDB store', () => {
  let client: MongoClient
  let workspace: MongoWorkspace
  let store: ChatStore
  const commands: string[] = []
  const batchSizes: number[] = []
  beforeAll(async () => {
    client = new MongoClient(await freshDatabase(), { monitorCommands: true })
    // Nothing is swept and no request is old while commands are counted.
    workspace = await MongoWorkspace.open(client.db(), () => world(), 600_000)
    client.on('commandStarted', ({ commandName, command }) => {
      commands.push(commandName)
      if (commandName === 'find') batchSizes.push(command['batchSize'])
    })
  })
  afterAll(async () => {
    workspace.close()
    await client.close()
  })

  const ids = (count: number, id: (n: number) => string): string[] => Array.from({ length: count }, (_, n) => id(n))
  /** A request that has come by its session, as every one does. */
  const come = async (): Promise<void> => {
    store = workspace.view()
    await store.useSession('one', () => 2000, 100)
  }
  const given = async (count: number): Promise<void> => {
    await workspace.replace(world({
      sessions: [session('one')],
      dialogs: ids(count, d).map((_id) => dialog(0, { _id })),
      messages: ids(count, m).map((_id, n) => message(0, { _id, chat_dialog_id: d(n) }))
    }))
    await come()
  }
  const commandsOf = async (action: () => Promise<unknown>): Promise<string[]> => {
    commands.length = 0
    await action()
    return [...commands]
  }

  describe.each([1, 500])('with %i ids', (count) => {
    beforeAll(() => given(count))
    beforeEach(come)
    const find = async (): Promise<void> => {
      await store.findMessages(ids(count, m))
      await store.findDialogs(ids(count, d))
    }

    test('hiding messages takes three round trips', async () => {
      expect(
        await commandsOf(async () => {
          await find()
          await store.hideMessages(ids(count, m), 1)
        })
      ).toEqual(['find', 'find', 'update'])
    })

    test('destroying messages takes three', async () => {
      expect(
        await commandsOf(async () => {
          await find()
          await store.destroyMessages(ids(count, m))
        })
      ).toEqual(['find', 'find', 'update'])
    })

    test('hiding dialogs takes two', async () => {
      expect(
        await commandsOf(async () => {
          await store.findDialogs(ids(count, d))
          await store.hideDialogs(ids(count, d), 1)
        })
      ).toEqual(['find', 'update'])
    })

    test('leaving dialogs takes two', async () => {
      expect(
        await commandsOf(async () => {
          await store.findDialogs(ids(count, d))
          await store.leaveDialogs(ids(count, d), 1)
        })
      ).toEqual(['find', 'update'])
    })

    test('destroying dialogs takes three, with their messages', async () => {
      expect(
        await commandsOf(async () => {
          await store.findDialogs(ids(count, d))
          await store.destroyDialogs(ids(count, d))
        })
      ).toEqual(['find', 'update', 'delete'])
    })
  })

  test('reading back whose mark it is takes one round trip more', async () => {
    await given(500)
    await store.destroyMessages([m(7)])
    await store.destroyDialogs([d(7)])
    await come()
    expect(await commandsOf(async () => store.hideMessages(ids(500, m), 1))).toEqual(['update', 'find'])
    expect(await commandsOf(async () => store.destroyMessages(ids(500, m)))).toEqual(['update', 'find'])
    expect(await commandsOf(async () => store.destroyDialogs(ids(500, d)))).toEqual(['update', 'find', 'delete'])
    expect(await commandsOf(async () => store.destroyMessages(ids(500, m)))).toEqual(['update'])
  })

  test('whatever is read by its ids comes in the first batch, which else has 101', async () => {
    await given(500)
    batchSizes.length = 0
    await store.findMessages(ids(500, m))
    await store.findDialogs(ids(500, d))
    await store.hideMessages([m(1)], 1)
    await store.hideMessages(ids(500, m), 1)
    expect(batchSizes).toEqual([501, 501, 501])
  })

  test('using a session takes one round trip', async () => {
    await given(1)
    store = workspace.view()
    expect(await commandsOf(async () => store.useSession('one', () => 2000, 100))).toEqual(['findAndModify'])
  })

  describe('what asks for nothing takes no round trip', () => {
    beforeAll(() => given(1))
    test.each<[string, () => unknown]>([
      ['no users', () => store.findUsers([])],
      ['no messages', () => store.findMessages([])],
      ['messages by what is no id', () => store.findMessages(['no-id'])],
      ['unread messages of no dialogs', () => store.countUnread([], 1)],
      ['hiding none', () => store.hideMessages([], 1)],
      ['destroying none', () => store.destroyDialogs([])],
      ['changing none', () => store.changeMessages({ ids: [] }, { read: { userId: 1, has: true } })],
      ['no change', () => store.changeMessages({ dialogId: d(1) }, {})]
    ])('%s', async (_, ask) => {
      await come()
      expect(await commandsOf(async () => ask())).toEqual([])
    })
  })

  describe('a request that is not known yet to be in the newest world', () => {
    beforeAll(() => given(1))
    test.each<[string, (view: ChatStore) => unknown, string[]]>([
      ['reads its record first', (view) => view.findUser(1), ['find', 'find']],
      ['reads its record once', async (view) => {
        await view.findUser(1)
        await view.findUser(1)
      }, ['find', 'find', 'find']],
      ['reads its record to catch up', (view) => view.catchUp(), ['find']],
      ['has caught up, where its session said so', async (view) => {
        await view.useSession('one', () => 2000, 100)
        expect(view.catchUp()).toBeUndefined()
      }, ['findAndModify']],
      ['reads its record where its session is none', async (view) => {
        expect(await view.useSession('none', () => 2000, 100)).toBeUndefined()
        expect(await view.useSession('none', () => 2000, 100)).toBeUndefined()
      }, ['findAndModify', 'find', 'findAndModify']],
      ['reads its record before a session is added, and after', (view) => view.addSession(session('two')), [
        'find',
        'insert',
        'find'
      ]]
    ])('%s', async (_, act, expected) => {
      const view = workspace.view()
      expect(await commandsOf(async () => act(view))).toEqual(expected)
    })
  })

  test('a session that a client made is marked, so that it is swept after its end', async () => {
    await given(1)
    await store.addSession(session('made'))
    const found = await client.db().collection('sessions').findOne({ token: 'made' })
    expect(found).toMatchObject({ made: true, version: workspace.present.version })
  })

  test('changing a dialog takes a round trip for each change of one field', async () => {
    await given(1)
    const change = { set: { updated_at: 9 }, addOccupants: [], addAdmins: [], removeAdmins: [] }
    const admins = { addAdmins: [7], removeAdmins: [2] }
    for (const [more, times] of [[{}, 1], [{ addOccupants: [7] }, 1], [admins, 3]] as const) {
      expect(await commandsOf(async () => store.changeDialog(d(0), { ...change, ...more }))).toEqual(
        Array.from({ length: times }, () => 'findAndModify')
      )
    }
    const nobody = { ...change, addAdmins: [7] }
    expect(await commandsOf(async () => store.changeDialog(d(9), nobody))).toEqual(['findAndModify'])
  })

  test.each<[string, object[]]>([
    ['applications', [{ key: { in: 1, api_keys: 1 } }]],
    ['users', [{ key: { in: 1, application_id: 1, login: 1 } }, { key: { in: 1, application_id: 1, email: 1 } }]],
    ['sessions', [{ key: { in: 1 } }]],
    ['dialogs', [
      { key: { in: 1, occupants_ids: 1 } },
      { key: { in: 1, application_id: 1, type: 1 } },
      { key: { pair: 1 }, unique: true, sparse: true },
      { key: { 'destroyed.at': 1 }, sparse: true }
    ]],
    ['messages', [
      { key: { in: 1, chat_dialog_id: 1, date_sent: 1, id: 1 } },
      { key: { 'destroyed.at': 1 }, expireAfterSeconds: 600 }
    ]]
  ])('has the indexes of %s', async (name, own) => {
    const indexes = await client.db().collection(name).indexes()
    expect(indexes.map(({ v, name: _, ...index }) => index)).toEqual([
      { key: { _id: 1 } },
      ...own,
      { key: { added: 1 }, sparse: true }
    ])
  })

  test('leaves a date for MongoDB to sweep by on what it destroyed, and on nothing else', async () => {
    await given(2)
    await store.destroyMessages([m(0)])
    const at = await client.db().collection<{ id: string }>('messages').find({
      'destroyed.at': { $type: 'date' },
      in: workspace.present.number
    }).toArray()
    expect(at.map(({ id }) => id)).toEqual([m(0)])
  })
})
