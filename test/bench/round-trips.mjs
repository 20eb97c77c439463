// node test/bench/round-trips.mjs [MESSAGES...]: what goes over the wire to MongoDB for each kind of delete, in worlds
// of so many messages besides those that are deleted.
import { MongoMemoryServer } from 'mongodb-memory-server-core'
import { startMockServer } from '../../dist/index.mjs'
import { countingProxy } from './counting-proxy.mjs'
import { idFor, worldOf } from './worlds.mjs'

const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1000, 10_000]
const counts = [1, 2, 10, 100, 500]
const session = { 'qb-token': 't' }
const key = { authorization: 'ApiKey api-key' }
const behalf = { ...key, 'on-behalf-of': '123' }
const kinds = [
  ['messages, hidden', 'Message', '', session],
  ['messages, hidden, half of them lost to another request', 'Message', '', session, true],
  ['messages, destroyed', 'Message', '?force=1', session],
  ['messages, destroyed, half of them lost', 'Message', '?force=1', session, true],
  ['messages, destroyed by API key', 'Message', '', key],
  ['messages, hidden on behalf of a user', 'Message', '', behalf],
  ['groups, left', 'Dialog', '', session, false, [2]],
  ['public groups, hidden', 'Dialog', '', session, false, [1]],
  ['groups and public groups, left and hidden', 'Dialog', '', session, false, [1, 2]],
  ['groups and public groups, left and hidden, half of each lost', 'Dialog', '', session, true, [1, 1, 2, 2]],
  ['dialogs, destroyed', 'Dialog', '?force=1', session, false, [1, 2]],
  ['dialogs, destroyed, half of them lost', 'Dialog', '?force=1', session, true, [1, 2]],
  ['dialogs, destroyed by API key', 'Dialog', '', key, false, [1, 2]],
  ['dialogs, left and hidden on behalf of a user', 'Dialog', '', behalf, false, [1, 2]]
]
const most = counts.reduce((sum, count) => sum + count, 0)
const firstOf = (kind) => 0x10000000 + kinds.indexOf(kind) * 10_000

/** Each message that is deleted has a dialog of its own: of 500 ids, 500 dialogs are looked at. */
function worldWith (messages) {
  const world = worldOf(messages)
  for (const kind of kinds) {
    const types = kind[5] ?? [2]
    for (let n = 0; n < most; n++) {
      const _id = idFor(firstOf(kind) + n)
      world.dialogs.push({ _id, type: types[n % types.length], user_id: 123, occupants_ids: [123, 456] })
      world.messages.push({ _id, chat_dialog_id: _id, sender_id: 123, message: 'hello' })
    }
  }
  return world
}

async function remove (url, [, thing, query, headers], ids) {
  const answer = await fetch(`${url}/chat/${thing}/${ids.join()}.json${query}`, { method: 'DELETE', headers })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${thing} was answered ${answer.status}: ${text}`)
  return ids.length === 1 ? 1 : JSON.parse(text).SuccessfullyDeleted.ids.length
}

const mongod = await MongoMemoryServer.create()
const proxy = await countingProxy(new URL(mongod.getUri()))
for (const size of sizes) {
  const path = `round-trips-${size}?directConnection=true`
  const mock = await startMockServer({ store: `mongodb://${proxy.host}/${path}`, fixtures: worldWith(size) })
  const rival = await startMockServer({ store: mongod.getUri() + path })
  await remove(mock.url, ['', 'Message', '', session], [idFor(0)])
  console.log(
    `\n| ${size.toLocaleString('en')} messages | ${counts.join(' | ')} | besides the caller's |\n| --- ` +
      `|${counts.map(() => ' ---: |').join('')} --- |`
  )
  for (const kind of kinds) {
    const [name,,, headers, contested] = kind
    let from = firstOf(kind)
    const asked = []
    for (const count of counts) {
      const ids = Array.from({ length: count }, (_, n) => idFor(from + n))
      from += count
      // Between the mock's look at these and its own write, another server is faster with every second one.
      const lost = ids.filter((_, n) => n % 2 === 1)
      proxy.before = async (command) => {
        if (command !== 'update' || !contested || lost.length === 0) return
        proxy.before = undefined
        await remove(rival.url, kind, lost)
      }
      proxy.commands.length = 0
      const deleted = await remove(mock.url, kind, ids)
      if (deleted !== ids.length - (contested ? lost.length : 0)) {
        throw new Error(`${name}: ${deleted} of ${ids.length} were deleted`)
      }
      asked.push([...proxy.commands])
    }
    const own = headers === behalf ? 2 : 1
    console.log(
      `| ${name} | ${asked.map((commands) => commands.length).join(' | ')} | ${asked.at(-1).slice(own).join(', ')} |`
    )
  }
  await Promise.all([mock.close(), rival.close()])
}
proxy.close()
await mongod.stop()
