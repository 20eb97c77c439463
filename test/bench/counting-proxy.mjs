import { once } from 'node:events'
import { connect, createServer } from 'node:net'

/** What the driver asks to keep its connections, whatever the mock does. */
const upkeep = /^(hello|ismaster|ping|endSessions|buildInfo)$/i

/**
 * Stands between a mock and a mongod, and notes the name of each command that goes over the wire; `before(name)` may
 * hold one back.
 */
export async function countingProxy ({ hostname, port }) {
  const proxy = { commands: [], before: undefined, close: () => server.close() }
  const server = createServer(async (client) => {
    const mongod = connect(port, hostname)
    mongod.on('error', () => client.destroy()).pipe(client)
    client.on('error', () => {}).on('close', () => mongod.destroy())
    for await (const message of messagesOf(client)) {
      const name = commandIn(message)
      if (name !== undefined && !upkeep.test(name)) {
        proxy.commands.push(name)
        await proxy.before?.(name)
      }
      mongod.write(message)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return Object.assign(proxy, { host: `127.0.0.1:${server.address().port}` })
}

async function * messagesOf (socket) {
  let rest = Buffer.alloc(0)
  for await (const chunk of socket) {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 4 && rest.length >= rest.readInt32LE()) {
      const length = rest.readInt32LE()
      yield rest.subarray(0, length)
      rest = rest.subarray(length)
    }
  }
}

/** The first key of an OP_MSG's document; a driver's very first greeting is of an older kind. */
function commandIn (message) {
  if (message.readInt32LE(12) !== 2013) return undefined
  return message.toString('latin1', 26, message.indexOf(0, 26))
}
