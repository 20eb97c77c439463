import { describe, expect, test, vi } from 'vitest'
import { StoreUnavailableError } from '../../src/store/chat-store.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'

describe('health', () => {
  test('is told to whoever asks', async () => {
    await using control = await administer(await openStores(), { access: { adminToken: 'secret' } })
    expect(
      (await control.app.inject({
        url: '/__admin/health',
        headers: { host: 'mock.example', origin: 'https://elsewhere.example' }
      })).json()
    ).toEqual({
      status: 'healthy',
      message: 'The mock is up and its store answers',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
      uptimeInSeconds: expect.any(Number),
      timestamp: expect.stringMatching(/Z$/),
      store: 'memory'
    })
    for (const url of ['/livez', '/readyz', '/livez?verbose', '/@w/livez']) {
      expect((await control.app.inject(url)).json()).toEqual({ status: 'ok' })
    }
    expect(control.workspaces.list()).toHaveLength(1)
  })

  test('is bad when the store does not answer, though the process is up', async () => {
    await using control = await administer(await openStores())
    const store = control.workspaces.find('default')?.store
    if (store !== undefined) vi.spyOn(store, 'ping').mockRejectedValue(new StoreUnavailableError('away'))
    expect((await control.app.inject('/livez')).statusCode).toBe(200)
    const ready = await control.app.inject('/readyz')
    expect([ready.statusCode, ready.json()]).toEqual([503, { errors: ['The store of this mock does not answer'] }])
    const health = await control.app.inject('/__admin/health')
    expect([health.statusCode, health.json()]).toEqual([
      503,
      expect.objectContaining({
        status: 'unhealthy',
        message: 'The mock is up, but its store does not answer',
        store: 'memory'
      })
    ])
  })
})
