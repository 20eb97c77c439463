import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/index.ts'
import type { MockServer } from '../../src/index.ts'
import { openHalf } from '../helpers/half-open.ts'
import { ofOwner, world } from '../helpers/world.ts'

const head = 'POST /chat/Message.json HTTP/1.1\r\nHost: a\r\nConnection: close\r\n'
const forced = `DELETE /chat/Message/${ofOwner}.json?force=1 HTTP/1.1\r\nHost: a\r\nQB-Token: token-of-1\r\n\r\n`

describe.each([false, true])('a client that is answered while it still sends, https %s', (https) => {
  let mock: MockServer
  beforeAll(async () => { mock = await startMockServer({ fixtures: world, https }) })
  afterAll(() => mock?.close())

  /** Sends one piece after the other whatever comes back, and reads only then. */
  async function say (pieces: string[]): Promise<string> {
    const socket = openHalf(mock.url)
    socket.on('error', () => {})
    for (const piece of pieces) await new Promise((resolve) => { socket.write(piece, resolve) })
    let answer = ''
    socket.setEncoding('latin1').on('data', (text: string) => { answer += text }).on('end', () => socket.end())
    if (!socket.closed) await once(socket, 'close')
    return answer
  }

  test.each([
    ['too much', `${head}QB-Token: token-of-1\r\nTransfer-Encoding: chunked\r\n\r\n`, 413],
    ['more than it may, as it says before', `${head}Content-Length: 99000000\r\n\r\n`, 413],
    ['what is no HTTP', 'garbage\r\n\r\n', 400]
  ])('reads its answer: %s', async (_, start, status) => {
    const piece = `10000\r\n${'x'.repeat(0x10000)}\r\n`
    expect(await say([start, ...Array.from({ length: 60 }, () => piece)])).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })

  test('asks nothing more by what comes behind', async () => {
    await say([`${head}Content-Length: 0\r\n\r\n`, forced])
    const tooMuch = `${head.replace('Connection: close\r\n', '')}Content-Length: 2000000\r\n\r\n`
    expect(await say([tooMuch, 'x'.repeat(2_000_000), forced])).toMatch(/^HTTP\/1\.1 413 /)
    expect((await mock.state()).messages.map(({ _id }) => _id)).toContain(ofOwner)
  })
})
