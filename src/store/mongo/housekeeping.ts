import { destroy, present } from './claims.ts'
import type { WorldThings } from './collections.ts'
import { ask, askTwice } from './errors.ts'

/** In milliseconds: a session that a client made is swept this long after its end. */
const keptAfterEnd = 24 * 60 * 60 * 1000

/**
 * In milliseconds: how often what no request sees any more is removed. Longer than any claim takes to read its marks
 * back.
 */
const every = 600_000

/** The workspace that is kept clean. */
interface House {
  /** The newest world that there is. */
  refresh(): Promise<{ readonly things: WorldThings }>
  /** Real time, in milliseconds since 1970. */
  now(): number
}

/** Cleans a workspace now and then. */
export class Housekeeping {
  readonly #workspace: House
  #gone: ReadonlySet<string> = new Set()
  #latest = Infinity
  #timer: NodeJS.Timeout | undefined

  constructor (workspace: House) {
    this.#workspace = workspace
  }

  start (): void {
    this.#timer ??= setInterval(() => { this.keepHouse().catch(() => {}) }, every).unref()
  }

  stop (): void {
    clearInterval(this.#timer)
  }

  /** The time by which sessions end, which a test may have set. */
  itIs (now: number): void {
    this.#latest = now
  }

  /** Twice in a row it removes what is there at its first time. */
  async keepHouse (): Promise<void> {
    const { things } = await this.#workspace.refresh()
    this.#gone = await clean(things, this.#gone, Math.min(this.#workspace.now(), this.#latest))
  }
}

/**
 * Removes from a world what no request sees any more: groups that nobody is left in, destroyed dialogs with whatever
 * messages they still have, and ended sessions. A dialog is left alone the first time, so that claims on it can read
 * their marks back; resolves with those to remove the next time.
 */
async function clean (
  { dialogs, messages, sessions }: WorldThings,
  seen: ReadonlySet<string>,
  now: number
): Promise<ReadonlySet<string>> {
  await askTwice(() =>
    dialogs.updateMany({ ...present, type: 2, occupants_ids: { $size: 0 } }, destroy.take('nobody is left in it'))
  )
  const gone = (await ask(dialogs.find({ 'destroyed.at': { $exists: true } }, { projection: { id: 1 } }).toArray()))
    .map(({ id }) => id)
  const ready = gone.filter((id) => seen.has(id))
  await askTwice(() => messages.deleteMany({ chat_dialog_id: { $in: ready } }))
  await askTwice(() => dialogs.deleteMany({ _id: dialogs.ids(ready), 'destroyed.at': { $exists: true } }))
  await askTwice(() => sessions.deleteMany({ made: true, expires_at: { $lt: now - keptAfterEnd } }))
  return new Set(gone.filter((id) => !seen.has(id)))
}
