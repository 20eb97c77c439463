import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'

const browser = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' }

let control: Administered
beforeAll(async () => { control = await administer(await openStores({ store: 'memory' })) })
afterAll(() => control[Symbol.asyncDispose]())

const get = (url: string, headers: Record<string, string> = browser): Promise<LightMyRequestResponse> =>
  control.app.inject({ method: 'GET', url, headers })

describe('GET /', () => {
  test.for(
    [['/', '/__admin/'], ['/@worker-1', '/@worker-1/__admin/'], ['/@worker-1/', '/@worker-1/__admin/']] as const
  )('%s is a page for a browser, which leads to %s', async ([url, inspector]) => {
    const page = await get(url)
    expect(page.statusCode).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.headers).toMatchObject({
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex'
    })
    expect(page.body).toMatch(/^<!doctype html>[^]*<title>quickblox-delete-mock<\/title>[^]*<style>\n:root \{/)
    expect(page.body).toContain(`<code>DELETE ${inspector.replace('/__admin/', '')}/chat/Message/ID.json</code>`)
    expect(page.body).toContain(`href="${inspector}">Open the inspector`)
    const { statusCode, headers } = await get(inspector.slice(0, -1))
    expect([statusCode, headers.location]).toEqual([302, inspector])
  })

  test.for([undefined, '*/*', 'application/json'])(
    'is nothing for a client that accepts %s, as at the vendor',
    async (accept) => {
      const answer = await get('/', accept === undefined ? {} : { accept })
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([404, 'application/json; charset=utf-8'])
    }
  )

  test('is no page for what only sends one', async () => {
    const answer = await control.app.inject({ method: 'POST', url: '/', headers: { accept: 'text/html' } })
    expect([answer.statusCode, answer.json()]).toEqual([404, { errors: ["The resource wasn't found"] }])
  })

  test('for a browser is not in the journal', async () => {
    await get('/')
    expect(await control.admin('GET', '/requests?limit=1')).not.toMatchObject([200, {
      requests: [{ headers: { accept: browser.accept } }]
    }])
  })

  test('has nothing of the URL as markup', async () => {
    expect((await get('/@"><script>')).body).not.toContain('<script>')
    expect((await get('/@%22&\'')).body).toContain('href="/@%22&amp;&#39;/__admin/"')
  })

  test('is open though /__admin is shut: it holds nothing', async () => {
    await using guarded = await administer(await openStores({ store: 'memory' }), {
      access: { adminToken: 'open-sesame' }
    })
    expect((await guarded.app.inject({ url: '/', headers: browser })).statusCode).toBe(200)
  })
})

describe('a shut /__admin', () => {
  const elsewhere = { host: 'evil.example<b>' }

  test.for(['/__admin', '/__admin/', '/__admin/docs', '/@worker-1/__admin/state'])(
    'tells a browser at %s why, and what to do',
    async (url) => {
      const page = await get(url, { ...browser, ...elsewhere })
      expect([page.statusCode, page.headers['content-type']]).toEqual([403, 'text/html; charset=utf-8'])
      expect(page.body).toContain('<h1>The inspector is shut</h1>')
      expect(page.body).toContain('it does not answer to the name &quot;evil.example&lt;b&gt;&quot;; address it')
      expect(page.body).toContain('--open-admin')
      expect(page.body).not.toContain('<b>')
    }
  )

  test.for([{}, { accept: '*/*' }, { accept: 'application/json' }])(
    'tells a client with %j the errors',
    async (headers) => {
      const answer = await get('/__admin/state', { ...headers, ...elsewhere })
      expect([answer.statusCode, answer.json()]).toEqual([403, {
        errors: [expect.stringMatching(/^\/__admin is shut: /)]
      }])
    }
  )
})
