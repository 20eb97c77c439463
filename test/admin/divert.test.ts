import Fastify from 'fastify'
import type { FastifyBaseLogger } from 'fastify'
import { describe, expect, test, vi } from 'vitest'
import { divertAdmin, isAdmin } from '../../src/admin/divert.ts'

test.each([
  ['/__admin', true],
  ['/__admin/', true],
  ['/__admin/state?as=1', true],
  ['/__admin?x', true],
  ['/livez', true],
  ['/readyz?verbose', true],
  ['/__adminx', false],
  ['/livezx', false],
  ['/chat/__admin', false],
  ['/x/livez', false],
  ['/', false]
])('%s is for the mock itself: %j', (url, isIt) => {
  expect(isAdmin(url)).toBe(isIt)
})

describe('what is for the mock itself', () => {
  async function built (build: () => Promise<ReturnType<typeof Fastify>>, log?: { error: (line: object) => void }) {
    const app = Fastify()
    divertAdmin(app, log as unknown as FastifyBaseLogger | undefined, build)
    app.get('/chat', async () => 'of the vendor')
    app.get('/', async () => 'nothing')
    return app
  }

  test('is answered by an application that is built when somebody first asks, and closed with the other', async () => {
    const admin = Fastify()
    const closed = vi.fn()
    admin.addHook('onClose', async () => closed())
    admin.get('/livez', async () => 'alive')
    admin.get('/', async () => 'a page')
    const build = vi.fn(async () => {
      await admin.ready()
      return admin
    })
    const app = await built(build)
    expect([(await app.inject('/chat')).body, build.mock.calls.length]).toEqual(['of the vendor', 0])
    expect([(await app.inject('/livez')).body, (await app.inject('/livez')).body]).toEqual(['alive', 'alive'])
    const page = (method: 'GET' | 'HEAD', accept: string) => app.inject({ method, url: '/', headers: { accept } })
    expect([(await page('GET', 'text/html')).body, (await page('GET', '*/*')).body]).toEqual(['a page', 'nothing'])
    expect([build.mock.calls.length, closed.mock.calls.length]).toEqual([1, 0])
    await app.close()
    expect(closed).toHaveBeenCalledTimes(1)
  })

  test('is answered with an error where that can\'t be built, and built again', async () => {
    const error = vi.fn()
    const admin = Fastify()
    admin.get('/livez', async () => 'alive')
    await admin.ready()
    const build = vi.fn(async () => admin)
    for (const log of [{ error }, undefined]) {
      const app = await built(build.mockRejectedValueOnce(new Error('no room')), log)
      const failed = await app.inject('/livez')
      expect([failed.statusCode, failed.json(), failed.headers['content-type']]).toEqual([
        500,
        { errors: ['Internal server error'] },
        'application/json; charset=utf-8'
      ])
      build.mockReset().mockResolvedValue(admin)
      expect((await app.inject('/livez')).body).toBe('alive')
    }
    expect(error.mock.calls).toMatchObject([[{ reqId: expect.any(String), err: { message: 'no room' } }]])
    await admin.close()
  })

  test('does not keep the server from closing, even while it is built', async () => {
    for (const build of [async () => Fastify(), async () => { throw new Error('no room') }]) {
      const app = await built(build)
      app.inject('/livez').catch(() => {})
      await app.close()
    }
    await (await built(async () => expect.unreachable())).close()
  })
})
