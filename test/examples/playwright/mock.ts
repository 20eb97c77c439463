// For Playwright's tests: each worker has a mock, and each test a world of its own in it.
import { test as base } from '@playwright/test'
import { startMockServer } from 'quickblox-delete-mock'
import type { MockServer, NamedWorkspace } from 'quickblox-delete-mock'

export { expect } from '@playwright/test'

export const test = base.extend<{ mock: NamedWorkspace }, { mockServer: MockServer }>({
  // eslint-disable-next-line no-empty-pattern
  mockServer: [async ({}, use) => {
    const server = await startMockServer({ fixtures: 'team' })
    await use(server)
    await server.close()
  }, { scope: 'worker' }],

  mock: async ({ mockServer }, use, { testId, retry }) => {
    const mock = await mockServer.workspace(`${testId.slice(-28)}-${retry}`)
    await use(mock)
    await mock.remove()
  },

  // What a page asks of the vendor comes to the test's world, so the page under test is left as it is.
  page: async ({ page, mock }, use) => {
    await page.route('https://api.quickblox.com/**', async (route) => {
      const { pathname, search } = new URL(route.request().url())
      const response = await route.fetch({ url: `${mock.url}${pathname}${search}` }).catch(() => undefined)
      await (response === undefined ? route.abort('connectionreset') : route.fulfill({ response }))
    })
    await use(page)
  }
})
