import { readFileSync, readdirSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'
import type { Administered } from '../helpers/administer.ts'

const folder = 'dist/inspector'
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((
  entry
) => `${entry.parentPath}/${entry.name}`)

let control: Administered
beforeAll(async () => { control = await administer(await openStores({ store: 'memory' })) })
afterAll(() => control[Symbol.asyncDispose]())

const get = (url: string, headers: Record<string, string> = {}) => control.app.inject({ method: 'GET', url, headers })

describe('the page', () => {
  test('is under 40 kB, compressed and all together', () => {
    const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0)
    expect(size).toBeLessThan(40_000)
    expect(size).toBeGreaterThan(5_000)
  })

  test('names nothing of elsewhere but the namespaces of XML', () => {
    for (const file of files) {
      expect(readFileSync(file, 'utf8').replaceAll(/http:\/\/www\.w3\.org\/[\w/]+/g, '')).not.toMatch(
        /https?:\/\/[a-z]/
      )
    }
  })

  test.for(['/__admin/', '/@worker-1/__admin/'])(
    'is at %s, with files beside it, and a policy that lets in nothing else',
    async (path) => {
      const page = await get(path)
      expect(page.statusCode).toBe(200)
      expect(page.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff'
      })
      expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/)
      const links = [...page.body.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/g)].map(([, link]) => link ?? '')
      expect(links.map((link) => link.replace(/.*\./, '')).sort()).toEqual(['css', 'js', 'svg'])
      for (const link of links) {
        const file = await get(path + link)
        expect(file.statusCode).toBe(200)
        expect(file.headers['content-type']).toMatch(/^(?:text\/(?:css|javascript); charset=utf-8|image\/svg\+xml)$/)
      }
    }
  )

  test.for(['/__admin', '/@worker-1/__admin'])('is where %s leads', async (path) => {
    const { statusCode, headers } = await get(`${path}?from=here`)
    expect([statusCode, headers.location]).toEqual([302, `${path}/`])
  })

  test.for(['nothing.js', '../index.html', '..%2f..%2fpackage.json', '%2fetc%2fpasswd'])(
    'has no file assets/%s',
    async (name) => {
      expect((await get(`/__admin/assets/${name}`)).statusCode).toBe(404)
    }
  )
})

test('with a token the page is sent without it, and the data is not', async () => {
  await using guarded = await administer(await openStores({ store: 'memory' }), {
    access: { adminToken: 'open-sesame' }
  })
  expect((await guarded.app.inject({ url: '/__admin/' })).statusCode).toBe(200)
  for (const path of ['/state', '/sessions', '/settings', '/worlds']) {
    expect(await guarded.admin('GET', path)).toMatchObject([401, {}])
  }
})

test('without a token the page is sent to nobody who could not administer the mock', async () => {
  expect((await get('/__admin/', { host: 'evil.example' })).statusCode).toBe(403)
})
