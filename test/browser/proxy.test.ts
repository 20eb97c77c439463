import { expect, onTestFinished, test } from 'vitest'
import { startMockServer } from '../../src/index.ts'
import { openBrowser } from '../helpers/browser.ts'

const url = 'https://api.quickblox.com/chat/Message/5d76b949a0eb4721f80b72ab.json'

test('a browser that has the mock for its proxy, and trusts its authority, deletes by the vendor\'s name', async () => {
  await using mock = await startMockServer({ as: ['api.quickblox.com'] })
  const { browser, close } = await openBrowser(mock.caPath!)
  onTestFinished(close)
  const context = await browser.newContext({ proxy: { server: mock.proxyUrl! } })
  const page = await context.newPage()
  await page.goto('https://api.quickblox.com/livez')
  const answer = await page.evaluate(async (asked) => {
    const { status } = await fetch(asked, {
      method: 'DELETE',
      headers: { 'QB-Token': 'eddf864695d72d33b959eec2ae6c640d817dfada' }
    })
    return status
  }, url)
  expect(answer).toBe(200)
  expect(mock.requests({ method: 'DELETE' })).toMatchObject([{
    method: 'DELETE',
    headers: { host: 'api.quickblox.com' },
    response: { status: 200 }
  }])
  await expect(page.goto('https://quickblox.example/')).rejects.toThrow('ERR_TUNNEL_CONNECTION_FAILED')
})
