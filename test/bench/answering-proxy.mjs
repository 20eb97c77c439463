// A stand-in before a MongoDB: it hands on what a server does at its start, and answers what deletes ask by itself, as
// if all ids were there, so that nothing but the server is measured. It tells its port.
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { BSON } from 'mongodb'

const upstream = Number(process.argv[2])
/** A session, message and dialog as the MongoDB answered them first. */
const known = {}
const found = { lastErrorObject: { n: 1, updatedExisting: true }, ok: 1 }
const keysOf = ({ _id }) => _id.$in ?? [_id]

function answerTo (command) {
  const { find, findAndModify, filter, query, updates } = command
  if (findAndModify === 'sessions' && known.sessions) return { ...found, value: { ...known.sessions, version: 0 } }
  if (findAndModify === 'journal') {
    return { ...found, value: { page: Number(query._id.split(':')[1]), count: 1, bytes: 1 } }
  }
  if (command.update === 'messages' && updates[0].multi) {
    const n = keysOf(updates[0].q).length
    return { n, nModified: n, ok: 1 }
  }
  if (known[find] === undefined || filter._id === undefined) return undefined
  const firstBatch = keysOf(filter).map((key) => ({ ...known[find], _id: key, id: key.split(':')[1] }))
  return { cursor: { firstBatch, id: BSON.Long.ZERO, ns: `${command.$db}.${find}` }, ok: 1 }
}

function remember ({ find, findAndModify }, { value, cursor }) {
  if (findAndModify === 'sessions' && value) known.sessions ??= value
  if (find === 'messages' || find === 'dialogs') known[find] ??= cursor.firstBatch[0]
}

/** Calls back for each whole message of the wire protocol. */
function eachMessage (socket, take) {
  let rest = Buffer.alloc(0)
  socket.on('error', () => {}).on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0)
      take(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  })
}

const opMsg = 2013

/** Of an OP_MSG with one section, as the driver sends all but long lists; undefined for any other. */
function bodyOf (message) {
  if (message.readInt32LE(12) !== opMsg || message[20] !== 0) return undefined
  const length = message.readInt32LE(21)
  return length + 21 === message.length ? BSON.deserialize(message.subarray(21)) : undefined
}

function reply (to, document) {
  const body = BSON.serialize(document)
  const head = Buffer.alloc(21)
  for (const [index, number] of [21 + body.length, 0, to.readInt32LE(4), opMsg].entries()) {
    head.writeInt32LE(number, index * 4)
  }
  return Buffer.concat([head, body])
}

const server = createServer({ noDelay: true }, (client) => {
  const database = connect(upstream, '127.0.0.1').setNoDelay(true)
  let asked
  eachMessage(client, (message) => {
    const command = bodyOf(message)
    const answer = command && answerTo(command)
    if (answer !== undefined) return client.write(reply(message, answer))
    asked = command
    database.write(message)
  })
  eachMessage(database, (message) => {
    const answer = asked && bodyOf(message)
    if (answer?.ok === 1) remember(asked, answer)
    client.write(message)
  })
  client.on('close', () => database.destroy())
  database.on('close', () => client.destroy())
})
await once(server.listen(0, '127.0.0.1'), 'listening')
console.log(server.address().port)
