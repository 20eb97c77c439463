import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { nobody } from './record.ts'
import type { Records } from './records.ts'

/**
 * In milliseconds how often a holder's heart beats and how often the others look, and in looks how long they see no
 * beat until they take it for dead. While this server or the database stands still nobody looks, so that a heart is not
 * taken for dead for that.
 */
export const usual = { beat: 500, look: 50, dead: 100 } as const

type Timing = Record<keyof typeof usual, number>

/**
 * Of several servers that open a workspace at once one seeds it, with the generation whose number its `seed` resolves
 * with, and the others wait; a seeder whose heart stops is taken over.
 */
export async function seedOnce (records: Records, seed: () => Promise<number>, timing: Timing = usual): Promise<void> {
  const me = randomUUID()
  let seen = { pulse: '', looks: 0 }
  for (;;) {
    const held = await records.hold(me)
    if (held?.ready) return
    const pulse = `${held?.by} ${held?.beats}`
    seen = { pulse, looks: pulse === seen.pulse ? seen.looks + 1 : 0 }
    const dead = held?.by === nobody || seen.looks >= timing.dead
    const mine = held === null || (dead && await records.takeOver(held, me))
    if (mine && await carryOut(records, me, seed, timing)) return
    await setTimeout(timing.look)
  }
}

/** False when another took it over meanwhile. */
async function carryOut (
  records: Records,
  me: string,
  seed: () => Promise<number>,
  { beat }: Timing
): Promise<boolean> {
  try {
    return await withHeart(() => records.beatHeld(me), beat, async () => records.release(me, await seed()))
  } catch (error) {
    await records.letGo(me).catch(() => {})
    throw error
  }
}

/** Does something while a heart beats; a beat that fails is one that others do not see. */
export async function withHeart<T> (beat: () => Promise<unknown>, every: number, act: () => Promise<T>): Promise<T> {
  const heart = setInterval(() => { beat().catch(() => {}) }, every)
  try {
    return await act()
  } finally {
    clearInterval(heart)
  }
}
