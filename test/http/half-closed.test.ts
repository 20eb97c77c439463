import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/index.ts'
import type { MockServer } from '../../src/index.ts'
import { statusesIn } from '../hostile/victim.ts'
import { openHalf } from '../helpers/half-open.ts'
import { ofOwner, world } from '../helpers/world.ts'

const asked = `DELETE /chat/Message/${ofOwner}.json HTTP/1.1\r\nHost: a\r\nQB-Token: token-of-1\r\n\r\n`

describe.each([false, true])('a client that closes its half of the connection, https %s', (https) => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ fixtures: world, https }) })
  beforeEach(() => mock.reset())
  afterAll(() => mock?.close())

  async function say (text: string): Promise<string> {
    const socket = openHalf(mock.url).setEncoding('latin1')
    let answer = ''
    socket.on('data', (piece: string) => { answer += piece })
    socket.end(text)
    await once(socket, 'end')
    return answer
  }

  test('is answered, however long that takes', async () => {
    mock.fail({ times: 1, delayMs: 50 })
    expect(await say(asked)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('is answered all that it asked', async () => {
    mock.fail({ times: 3, delayMs: 20 })
    const answers = await say(asked.repeat(3))
    expect(statusesIn(answers)).toEqual([200, 404, 404])
  })

  test('and asked nothing is let go of', async () => {
    expect(await say('')).toBe('')
  })

  test('does not hang for ever where a fault says so', async () => {
    mock.fail({ connection: 'hang' })
    expect(await say(asked)).toBe('')
    expect(await say(asked)).toMatch(/^HTTP\/1\.1 200 /)
  })

  test('neither reads on nor waits for requests', async () => {
    expect(await say('GET /__admin/requests/stream HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(/^HTTP\/1\.1 200 /)
    const body = JSON.stringify({ atLeast: 9, withinMs: 60_000 })
    const post = `POST /__admin/requests/count HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n`
    expect(await say(`${post}${body}`)).toMatch(/^HTTP\/1\.1 200 /)
  })
})
