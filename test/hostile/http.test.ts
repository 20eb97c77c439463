import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { arbitraryRequest, arbitraryRequests, plainDelete } from './arbitrary-request.ts'
import { Victim, expectCivil, runs, seed, statusesIn } from './victim.ts'

vi.setConfig({ testTimeout: 3_600_000 })

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')

/** A text in pieces, cut where the numbers say. */
function cutUp (text: string, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((a, b) => a - b), text.length]
  return places.slice(1).map((end, index) => latin1(text.slice(places[index], end))).filter((piece) => piece.length > 0)
}

describe('a server on a port', () => {
  let victim: Victim
  beforeAll(async () => { victim = await Victim.start() })
  afterEach(() => victim?.report('HTTP'))
  afterAll(() => victim?.mock.close())

  test('answers any request as a refusal or as the vendor would', async () => {
    await fc.assert(fc.asyncProperty(arbitraryRequest, async (request) => {
      const answer = await victim.send([latin1(request)])
      expect(statusesIn(answer).length).toBe(1)
      expectCivil(answer)
      const [status = 0] = statusesIn(answer)
      // The answer to a HEAD has no body.
      if (status >= 400 && !request.startsWith('HEAD')) {
        expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({ errors: expect.anything() })
      }
      await victim.goesOn()
    }), { numRuns: runs(150), seed })
    await victim.isWell()
  })

  test("answers each of many requests of any kind that are sent before the first is answered, up to one that can't " +
    'be read', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRequests, fc.array(fc.nat(), { maxLength: 3 }), async (requests, cuts) => {
        const answer = await victim.send(cutUp(requests.join(''), cuts), 'wait', requests.length)
        const statuses = statusesIn(answer)
        if (statuses.at(-1) !== 400 && statuses.at(-1) !== 431) expect(statuses.length).toBe(requests.length)
        expect(statuses.length).toBeLessThanOrEqual(requests.length)
        expectCivil(answer)
        await victim.goesOn()
      }),
      { numRuns: runs(40), seed }
    )
    await victim.isWell()
  })

  test('answers a request that comes in pieces', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(), { maxLength: 8 }), async (cuts) => {
      const answer = await victim.send(cutUp(plainDelete('Connection: close', 'Content-Length: 7') + 'force=1', cuts))
      expect(statusesIn(answer)).toEqual([expect.toSatisfy((status) => status === 200 || status === 404)])
    }), { numRuns: runs(20), seed })
    await victim.isWell()
  })

  test('answers each of many requests that are sent before the first is answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), fc.array(fc.nat(), { maxLength: 5 }), async (count, cuts) => {
        const answer = await victim.send(
          cutUp(plainDelete().repeat(count) + plainDelete('Connection: close'), cuts),
          'wait',
          count + 1
        )
        expect(statusesIn(answer).length).toBe(count + 1)
        expectCivil(answer)
        await victim.goesOn()
      }),
      { numRuns: runs(15), seed }
    )
    await victim.isWell()
  })

  test('answers a client that says no more, and lets go of it', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 5 }), async (count) => {
      expect(statusesIn(await victim.send([latin1(plainDelete().repeat(count))], 'end', count)).length).toBe(count)
      await victim.goesOn()
    }), { numRuns: runs(10), seed })
    await victim.isWell()
  })

  test('survives requests that stop anywhere', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRequest, fc.nat(), fc.constantFrom('end', 'cut'), async (request, length, how) => {
        expectCivil(await victim.send([latin1(request.slice(0, length % request.length))], how))
        await victim.goesOn()
      }),
      { numRuns: runs(60), seed }
    )
    await victim.isWell()
  })

  test('survives what is no HTTP', async () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom(
        '\r\n\r\n\r\n',
        'GET\r\n\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        'DELETE / HTTP/1.1\r\n\r\n',
        'GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n',
        'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n',
        'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        'POST /session.json HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
        `GET / HTTP/1.1\r\nHost: a\r\n${'X: y\r\n'.repeat(3000)}\r\n`,
        `GET / HTTP/1.1\r\nHost: a\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`,
        'GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n',
        '\x16\x03\x01\x02\x00\x01\x00'
      ).map(latin1)
    )
    await fc.assert(fc.asyncProperty(noise, async (bytes) => {
      expectCivil(await victim.send([bytes], 'end'))
      await victim.goesOn()
    }), { numRuns: runs(60), seed })
    await victim.isWell()
  })

  test('goes on for others while many are slow', async () => {
    const slow = Array.from(
      { length: 50 },
      (_, n) =>
        victim.send([latin1(plainDelete('Content-Length: 100').slice(0, 20 + n * 3))], n % 2 === 0 ? 'end' : 'cut')
    )
    await victim.isWell()
    for (const answer of await Promise.all(slow)) expectCivil(answer)
  })
})
