import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createGzip, gunzip } from 'node:zlib'
import { UnstorableError } from '../stores.ts'
import type { Session, World } from '../world.ts'

/** How many things stand in a line; a world may be longer than a string. */
const inLine = 1000

const newline = 10
const inflate = promisify(gunzip)

const kinds = ['applications', 'users', 'sessions', 'dialogs', 'messages'] as const

type Line = { readonly [Kind in keyof World]?: World[Kind] }

/** A world as lines of JSON. */
function * linesOf (world: World): Generator<string> {
  for (const kind of kinds) {
    const things: readonly unknown[] = world[kind]
    for (let start = 0; start < things.length; start += inLine) {
      yield `${lineOf({ [kind]: things.slice(start, start + inLine) })}\n`
    }
  }
}

function lineOf (things: object): string {
  try {
    return JSON.stringify(things)
  } catch (error) {
    if (error instanceof RangeError) throw new UnstorableError(['the world is nested too deeply to be stored'])
    throw error
  }
}

/**
 * The same for two worlds that are the same.
 *
 * @throws UnstorableError where one is nested too deeply to be written
 */
export function digestOf (world: World): string {
  const hash = createHash('sha256')
  for (const line of linesOf(world)) hash.update(line)
  return hash.digest('base64url')
}

/**
 * A world, compressed.
 *
 * @throws UnstorableError where it is nested too deeply to be written
 */
export async function compress (world: World): Promise<Buffer> {
  const buffers: Buffer[] = []
  await pipeline(linesOf(world), createGzip({ level: 1 }), async (pieces: AsyncIterable<Buffer>) => {
    for await (const piece of pieces) buffers.push(piece)
  })
  return Buffer.concat(buffers)
}

export async function decompress (compressed: Buffer): Promise<World> {
  const world = { applications: [], users: [], sessions: [], dialogs: [], messages: [] } as Record<
    keyof World,
    unknown[]
  >
  for (const line of linesIn(await inflate(compressed))) {
    const read = JSON.parse(line) as Line
    for (const kind of kinds) for (const thing of read[kind] ?? []) world[kind].push(thing)
  }
  const found = world as unknown as World
  return { ...found, sessions: found.sessions.map(withEnd) }
}

function * linesIn (text: Buffer): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf(newline, start)
    yield text.toString('utf8', start, end)
    start = end + 1
  }
}

/** JSON has no word for a time that never comes. */
function withEnd (session: Omit<Session, 'expires_at'> & { readonly expires_at: number | null }): Session {
  return { ...session, expires_at: session.expires_at ?? Infinity }
}
