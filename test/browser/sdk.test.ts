import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'
import { openBrowser } from '../helpers/browser.ts'
import { as } from '../helpers/wire.ts'
import { ofOwner, ofSender, world } from '../helpers/world.ts'
import { checkFlow, setting } from '../sdk/check-flow.ts'
import { flow } from '../sdk/flow.ts'
import type { Setting, Transcript } from '../sdk/flow.ts'

const bundle = readFileSync(new URL('../sdk/node_modules/quickblox/quickblox.min.js', import.meta.url))

/** Another origin than the mock's: a page with the SDK's own bundle. */
const site = createServer((request, response) => {
  if (request.url === '/quickblox.min.js') return response.setHeader('content-type', 'text/javascript').end(bundle)
  response.setHeader('content-type', 'text/html').end(
    '<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="/quickblox.min.js"></script>'
  )
})

describe('a page of another origin', () => {
  let mock: MockServer
  let browser: Awaited<ReturnType<typeof openBrowser>>
  let page: Page
  const log: string[] = []

  beforeAll(async () => {
    mock = await startMockServer({ https: true, fixtures: world }, pino({}, { write: (line) => { log.push(line) } }))
    browser = await openBrowser(mock.caPath!)
    page = await browser.browser.newPage()
    await once(site.listen(0, '127.0.0.1'), 'listening')
    await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`)
  })
  afterAll(() => Promise.all([browser?.close(), mock?.close(), site.close()]))

  const api = (host: string): string => `${host}:${new URL(mock.url).port}`

  test.each(
    [
      ['sha1', 'localhost', ''],
      ['sha256', '127.0.0.1', '/@worker-1']
    ] as const
  )("runs the vendor's SDK through an application's life, signing with %s, at %s%s", async (hash, host, prefix) => {
    const settings: Setting = { ...setting, hash, api: api(host) + prefix }
    await page.reload()
    log.length = 0
    checkFlow(await page.evaluate(`(${flow})(window.QB, ${JSON.stringify(settings)})`) as Transcript)
    expect(log.filter((line) => line.includes('"method":"OPTIONS"'))).not.toEqual([])
  })

  /** What a page can read of an answer. */
  const ask = (
    path: string,
    init: { method: string, headers?: Record<string, string>, body?: string }
  ): Promise<unknown> =>
    page.evaluate(async ([url, options]) => {
      const answer = await fetch(url, options)
      return {
        status: answer.status,
        body: await answer.text(),
        expires: answer.headers.get('QB-Token-ExpirationDate')
      }
    }, [`https://${api('localhost')}${path}`, init] as const)

  test.each([
    [
      'a token',
      { method: 'DELETE', headers: { ...as.user(3), 'content-type': 'application/json' } },
      200,
      expect.stringMatching(/ \+0000$/)
    ],
    [
      'an API key for a user',
      {
        method: 'DELETE',
        headers: { ...as.behalf(10, 4), 'QB-SDK': 'x', 'QB-OS': 'y', 'QuickBlox-REST-API-Version': '0.1.1' }
      },
      200,
      null
    ],
    ['nothing', { method: 'DELETE' }, 401, null],
    ["somebody else's right", { method: 'DELETE', headers: as.user(9) }, 403, expect.stringMatching(/ \+0000$/)]
  ])('reads the answer to a delete with %s', async (_, init, status, expires) => {
    expect(await ask(`/chat/Message/${ofSender}.json`, init)).toMatchObject({
      status,
      expires,
      body: expect.stringMatching(/^\{/)
    })
  })

  test('reads the refusal of a body that is none', async () => {
    const init = { method: 'DELETE', headers: as.user(3), body: '{broken' }
    expect(await ask(`/chat/Message/${ofOwner}.json`, init)).toMatchObject({
      status: 400,
      body: expect.stringContaining('{"errors":[')
    })
  })
})
