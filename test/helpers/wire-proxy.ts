import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { BSON } from 'mongodb'
import type { Document } from 'mongodb'

/** What becomes of a command: it goes on, its reply is lost, it never arrives, or it is answered here. */
export type Fate = 'goes on' | 'reply is lost' | 'never arrives' | Document

/** Speaks MongoDB's wire protocol between a mock and a good server, and misbehaves as planned. */
export interface WireProxy {
  readonly uri: string
  /** What becomes of each command, by its name; the greetings and heartbeats of the driver always go on. */
  plan: (name: string, command: Document) => Fate
  close(): Promise<void>
}

const message = 2013
const upkeep = /^(hello|ismaster|ping|endSessions|buildInfo)$/i

export async function wireProxy (uri: string): Promise<WireProxy> {
  const { hostname, port, pathname } = new URL(uri)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const mongod = connect(Number(port), hostname)
    for (const [one, other] of [[client, mongod], [mongod, client]] as const) {
      sockets.add(one)
      one.on('error', () => {}).on('close', () => { sockets.delete(one); other.destroy() })
    }
    const lost = new Set<number>()
    eachMessage(client, (whole) => {
      const id = whole.readInt32LE(4)
      const command = commandIn(whole)
      const [name = ''] = Object.keys(command ?? {})
      const fate = command === undefined || upkeep.test(name) ? 'goes on' : proxy.plan(name, command)
      if (fate === 'never arrives') return client.destroy()
      if (typeof fate === 'object') return client.write(replyTo(id, fate))
      if (fate === 'reply is lost') lost.add(id)
      mongod.write(whole)
    })
    eachMessage(mongod, (whole) => {
      if (lost.has(whole.readInt32LE(8))) client.destroy()
      else client.write(whole)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const proxy: WireProxy = {
    uri: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    plan: () => 'goes on',
    async close () {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    }
  }
  return proxy
}

function eachMessage (socket: Socket, take: (whole: Buffer) => unknown): void {
  let rest = Buffer.alloc(0)
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const length = rest.readInt32LE(0)
      take(rest.subarray(0, length))
      rest = rest.subarray(length)
    }
  })
}

/** The body of an OP_MSG, which comes after its header of 16 bytes, its flags and the kind of its first section. */
function commandIn (whole: Buffer): Document | undefined {
  return whole.readInt32LE(12) === message && whole[20] === 0
    ? BSON.deserialize(whole.subarray(21, 21 + whole.readInt32LE(21)))
    : undefined
}

function replyTo (id: number, answer: Document): Buffer {
  const body = BSON.serialize(answer)
  const head = Buffer.alloc(21)
  head.writeInt32LE(21 + body.length, 0)
  head.writeInt32LE(id, 8)
  head.writeInt32LE(message, 12)
  return Buffer.concat([head, body])
}
