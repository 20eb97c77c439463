import { pino } from 'pino'
import { describe, expect, test, vi } from 'vitest'
import type { LogLevel } from '../../src/shared/logging.ts'
import { loggerOptions } from '../../src/shared/logging.ts'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { ofSender } from '../helpers/world.ts'

async function logging (level: LogLevel): Promise<{ wire: Wire, lines: () => unknown[] }> {
  const lines: string[] = []
  const log = pino(loggerOptions(level), { write: (line) => { lines.push(line) } })
  return { wire: await openWire(await openStores(), {}, log), lines: () => lines.map((line) => JSON.parse(line)) }
}

describe('the log of the server', () => {
  test.each([['info', 1], ['debug', 1], ['warn', 0], ['error', 0]] as const)(
    'at level %s has %i line of a request',
    async (level, count) => {
      const { wire, lines } = await logging(level)
      const { headers } = await wire.delete(`/chat/Message/${ofSender}?token=very-secret-token`, as.user(3))
      await wire.close()
      const line = {
        reqId: headers['x-request-id'],
        method: 'DELETE',
        url: `/chat/Message/${ofSender}?token=****oken`,
        status: 200,
        ms: expect.any(Number),
        msg: 'request'
      }
      expect(lines()).toMatchObject([line].slice(0, count))
    }
  )

  test('has those that ask for its health at level debug alone', async () => {
    for (const [level, count] of [['info', 0], ['debug', 1]] as const) {
      const { wire, lines } = await logging(level)
      await wire.app.inject('/livez')
      await wire.close()
      expect(lines()).toHaveLength(count)
    }
  })

  test.each([
    ['something unforeseen', new Error('out of order'), 500],
    ['a database that does not answer', new StoreUnavailableError('out of order'), 503]
  ])('has %s, and the client is told nothing of it', async (_, error, status) => {
    const { wire, lines } = await logging('warn')
    vi.spyOn(wire.workspace.store.view(), 'findMessages').mockRejectedValue(error)
    const { statusCode, headers, payload } = await wire.app.inject({
      method: 'DELETE',
      url: `/chat/Message/${ofSender}`,
      headers: as.user(3)
    })
    await wire.close()
    expect([statusCode, Object.keys(JSON.parse(payload))]).toEqual([status, ['errors']])
    expect(payload).not.toMatch(/out of order|at /)
    expect(lines()).toMatchObject([{
      level: 50,
      reqId: headers['x-request-id'],
      msg: 'out of order',
      err: { message: 'out of order', stack: expect.stringContaining('log.test') }
    }])
  })
})
