import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { MongoServerError } from 'mongodb'
import type { Collection, Db } from 'mongodb'
import { ask, duplicateKey } from './errors.ts'

/** Who seeds a workspace, or has done so. While it does, its heart beats. */
interface Seeding {
  readonly _id: 'world'
  readonly by: string
  readonly beats: number
  readonly ready: boolean
}

/** In milliseconds: how often a seeder's heart beats, how often the others look, and how long after a beat they take it for dead. */
const usual = { beat: 500, look: 50, dead: 5000 } as const

/** Of several servers that open a database at once one seeds it and the others wait; a seeder whose heart stops is taken over. */
export async function seedOnce (db: Db, seed: () => Promise<void>, timing: Record<keyof typeof usual, number> = usual): Promise<void> {
  const seedings = db.collection<Seeding>('workspace')
  const me = randomUUID()
  let seen = { pulse: '', at: 0 }
  while (true) {
    const held = await holder(seedings, me)
    if (held?.ready) return
    const pulse = `${held?.by} ${held?.beats}`
    if (pulse !== seen.pulse) seen = { pulse, at: performance.now() }
    const mine = held === null || (performance.now() - seen.at > timing.dead && await takeOver(seedings, held, me))
    if (mine && await carryOut(seedings, me, seed, timing.beat)) return
    await setTimeout(timing.look)
  }
}

/** Whoever is there already; null when it is me now. */
async function holder (seedings: Collection<Seeding>, me: string): Promise<Seeding | null> {
  try {
    return await ask(seedings.findOneAndUpdate(
      { _id: 'world' }, { $setOnInsert: { by: me, beats: 0, ready: false } }, { upsert: true, returnDocument: 'before' }))
  } catch (error) {
    // Of two first servers, MongoDB may refuse one instead of letting it find the other.
    if (error instanceof MongoServerError && error.code === duplicateKey) return holder(seedings, me)
    throw error
  }
}

async function takeOver (seedings: Collection<Seeding>, { by, beats }: Seeding, me: string): Promise<boolean> {
  const { modifiedCount } = await ask(seedings.updateOne({ _id: 'world', by, beats }, { $set: { by: me, beats: 0 } }))
  return modifiedCount === 1
}

/** False when another took it over meanwhile. */
async function carryOut (seedings: Collection<Seeding>, me: string, seed: () => Promise<void>, beat: number): Promise<boolean> {
  const mine = { _id: 'world', by: me } as const
  const heart = setInterval(() => { seedings.updateOne(mine, { $inc: { beats: 1 } }).catch(() => {}) }, beat)
  try {
    await seed()
  } catch (error) {
    await seedings.deleteOne(mine).catch(() => {})
    throw error
  } finally {
    clearInterval(heart)
  }
  const { modifiedCount } = await ask(seedings.updateOne(mine, { $set: { ready: true } }))
  return modifiedCount === 1
}
