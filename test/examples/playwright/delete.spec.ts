// npx playwright test --config test/examples/playwright
import { expect, test } from './mock.ts'

const hers = '66389ee0a28f9a0cc7cb0fa1'
const max = 303

// A page with a button, as an application would have it.
const html = `<button>Delete</button><output></output><script>
  document.querySelector('button').onclick = () =>
    fetch('https://api.quickblox.com/chat/Message/${hers}.json', {
      method: 'DELETE',
      headers: { 'QB-Token': 'max-token' }
    })
      .then(({ status }) => status, () => 'lost')
      .then((seen) => { document.querySelector('output').value = seen })
</script>`

test.beforeEach(async ({ page }) => {
  await page.setContent(html)
})

test('a message is hidden from who deletes it', async ({ page, mock }) => {
  await page.getByRole('button').click()
  await expect(page.getByRole('status')).toHaveText('200')
  expect((await mock.state({ as: max })).messages.map(({ _id }) => _id)).not.toContain(hers)
})

test('a page that is answered 503 says so', async ({ page, mock }) => {
  await mock.fail({ status: 503 })
  await page.getByRole('button').click()
  await expect(page.getByRole('status')).toHaveText('503')
  expect((await mock.state({ as: max })).messages.map(({ _id }) => _id)).toContain(hers)
})

test('an answer can get lost', async ({ page, mock }) => {
  await mock.fail({ match: { method: 'DELETE' }, when: 'after', connection: 'reset' })
  await page.getByRole('button').click()
  await expect(page.getByRole('status')).toHaveText('lost')
  expect(mock.requests({ method: 'DELETE', id: hers })).toHaveLength(1)
})
