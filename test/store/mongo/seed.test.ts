import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nobody } from '../../../src/store/mongo/record.ts'
import type { WorldRecord } from '../../../src/store/mongo/record.ts'
import type { Records } from '../../../src/store/mongo/records.ts'
import { seedOnce, withHeart } from '../../../src/store/mongo/seed.ts'

type Held = Pick<WorldRecord, 'by' | 'beats' | 'ready'>

const timing = { beat: 60_000, look: 1, dead: 3 }
const ready: Held = { by: 'another', beats: 9, ready: true }
const by = (holder: string, beats = 0): Held => ({ by: holder, beats, ready: false })
const turn = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

/** What a server sees at each look, and whether it may take over. */
function recordsSaying (looks: ReadonlyArray<Held | null>, taken: boolean[] = [true]) {
  const seen = [...looks]
  const records = {
    hold: vi.fn(async (_me: string) => seen.length > 1 ? seen.shift() : seen[0]),
    takeOver: vi.fn(async (_from: Held, _me: string) => taken.shift() ?? true),
    release: vi.fn(async (_me: string, _generation: number) => true),
    letGo: vi.fn(async (_me: string) => true),
    beatHeld: vi.fn(async (_me: string) => true)
  }
  return { records, open: (seed: () => Promise<number>) => seedOnce(records as unknown as Records, seed, timing) }
}

describe('a server that opens a workspace', () => {
  afterEach(() => { vi.useRealTimers() })
  const seed = vi.fn(async () => 7)
  beforeEach(() => { seed.mockClear() })

  test('seeds it where nobody holds it, and lets it be used', async () => {
    const { records, open } = recordsSaying([null])
    await open(seed)
    const [me] = records.hold.mock.lastCall ?? []
    expect(records.release.mock.calls).toEqual([[me, 7]])
    expect([seed.mock.calls.length, records.takeOver.mock.calls.length]).toEqual([1, 0])
  })

  test('takes it as it is where it is there, at once or soon', async () => {
    for (const looks of [[ready], [by('another'), by('another', 1), ready]]) {
      const { records, open } = recordsSaying(looks)
      await open(seed)
      expect(records.hold).toHaveBeenCalledTimes(looks.length)
      expect(records.takeOver).not.toHaveBeenCalled()
    }
    expect(seed).not.toHaveBeenCalled()
  })

  test('takes it over at once from one that has let it go', async () => {
    const { records, open } = recordsSaying([by(nobody, 3)])
    await open(seed)
    const [me] = records.hold.mock.lastCall ?? []
    expect(records.takeOver.mock.calls).toEqual([[by(nobody, 3), me]])
    expect(records.hold).toHaveBeenCalledTimes(1)
    expect(seed).toHaveBeenCalledTimes(1)
  })

  test('takes it over from one whose heart has not beaten for so long, and no sooner', async () => {
    const { records, open } = recordsSaying([by('dead')])
    await open(seed)
    // Seen first, and then as often as it takes.
    expect(records.hold).toHaveBeenCalledTimes(1 + timing.dead)
    expect(records.takeOver).toHaveBeenCalledTimes(1)
  })

  test('leaves it to one whose heart beats, or to another who takes over, however long that takes', async () => {
    const beats = [...Array.from({ length: 9 }, (_, n) => by('slow', n)), by('next'), by('one after', 0)]
    const { records, open } = recordsSaying([...beats.flatMap((one) => [one, one, one]), ready])
    await open(seed)
    expect(records.takeOver).not.toHaveBeenCalled()
    expect(seed).not.toHaveBeenCalled()
  })

  test('does not seed what another has taken over first', async () => {
    const { records, open } = recordsSaying([by(nobody), by('another'), ready], [false])
    await open(seed)
    expect(records.takeOver).toHaveBeenCalledTimes(1)
    expect(seed).not.toHaveBeenCalled()
  })

  test('waits for the one that took over while it seeded', async () => {
    const { records, open } = recordsSaying([null, by('faster'), ready])
    records.release.mockResolvedValue(false)
    await open(seed)
    expect(seed).toHaveBeenCalledTimes(1)
    expect(records.hold).toHaveBeenCalledTimes(3)
  })

  test('shows by its heart that it seeds', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { records, open } = recordsSaying([null])
    await open(async () => {
      vi.advanceTimersByTime(2 * timing.beat)
      return 7
    })
    const [me] = records.hold.mock.lastCall ?? []
    expect(records.beatHeld.mock.calls).toEqual([[me], [me]])
  })

  test('lets go where it can\'t seed, and says why, even if it can\'t let go', async () => {
    for (const letGo of [async () => true, async () => { throw new Error('lost') }]) {
      const { records, open } = recordsSaying([null])
      records.letGo.mockImplementation(letGo)
      await expect(open(() => Promise.reject(new Error('no seed')))).rejects.toThrow('no seed')
      expect(records.letGo.mock.calls).toEqual([records.hold.mock.lastCall])
      expect(records.release).not.toHaveBeenCalled()
    }
  })
})

test('a heart beats as long as something is done, whether or not anybody hears', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  try {
    let beats = 0
    let finish = (): void => {}
    const done = new Promise<void>((resolve) => { finish = resolve })
    const beating = withHeart(async () => {
      if (++beats === 2) throw new Error('lost')
    }, 500, async () => {
      await done
      return 'done'
    })
    vi.advanceTimersByTime(1500)
    await turn()
    expect(beats).toBe(3)
    finish()
    expect(await beating).toBe('done')
    const beat = async (): Promise<void> => { beats++ }
    await expect(withHeart(beat, 500, () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    vi.advanceTimersByTime(1500)
    expect(beats).toBe(3)
  } finally {
    vi.useRealTimers()
  }
})
