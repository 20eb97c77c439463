import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import { bigLength, bigMessage, bigText, bigWorld } from '../helpers/big-world.ts'
import { useBrowser } from './browser.ts'

const open = useBrowser()

async function look (page: Page, url: string): Promise<void> {
  await page.goto(`${url}/__admin/`)
  await page.getByText('live', { exact: true }).waitFor()
  await page.getByRole('checkbox', { name: bigText(0), exact: false }).waitFor()
}

const message = (page: Page, n: number) => page.getByRole('checkbox', { name: bigText(n) })
const scrollTo = (page: Page, left: number, top: number): Promise<void> =>
  page.getByRole('group', { name: 'Messages and people' }).evaluate(
    (element, [x, y]) => element.scrollTo(x, y),
    [left, top] as const
  )

/** Whether something is in the window and nothing lies over it. */
const isInSight = (page: Page, selector: string): Promise<boolean> => page.evaluate(`(() => {
  const element = document.querySelector('${selector}')
  const { left, top, width, height } = element.getBoundingClientRect()
  return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
})()`)

describe('500 messages and 40 people', () => {
  test('are a page as high as the window, that has little more than what is in sight', async () => {
    await using mock = await startMockServer({ fixtures: bigWorld })
    await using opened = await open({ viewport: { width: 1440, height: 900 } })
    const { page, complaints } = opened
    await look(page, mock.url)
    expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(900)
    expect(await page.locator('tbody tr[data-key]').count()).toBeLessThan(40)
    expect(await page.evaluate('document.querySelectorAll("*").length')).toBeLessThan(8000)
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(bigLength + 1))
    expect(complaints).toEqual([])
  })

  test('are reached by scrolling, with headings, who asks and Send in sight', async () => {
    await using mock = await startMockServer({ fixtures: bigWorld })
    await using opened = await open({ viewport: { width: 1440, height: 900 } })
    const { page } = opened
    await look(page, mock.url)
    await expect.poll(async () => {
      await scrollTo(page, 99_999, 99_999)
      return message(page, bigLength - 1).isVisible()
    }).toBe(true)
    await message(page, bigLength - 1).check()
    for (const selector of ['th.person[data-asks]', 'th.person:last-of-type', 'thead th:first-child', '.send button']) {
      expect([selector, await isInSight(page, selector)]).toEqual([selector, true])
    }
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('Aisha no longer sees 1 message.').waitFor()
  })

  test.each(['at once', 'late'])('are walked through by keyboard, where scrolling is told %s', async (when) => {
    await using mock = await startMockServer({ fixtures: bigWorld })
    await using opened = await open({ viewport: { width: 1440, height: 900 } })
    const { page } = opened
    // A busy browser moves the focus many times before it tells of the scrolling that this brings about.
    if (when === 'late') {
      await page.addInitScript("addEventListener('scroll', (event) => event.stopImmediatePropagation(), true)")
    }
    await look(page, mock.url)
    await message(page, 0).focus()
    for (let presses = 0; presses < 60; presses++) await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await message(page, 60).isChecked()).toBe(true)
    for (let presses = 0; presses < 60; presses++) await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Space')
    expect(await message(page, 0).isChecked()).toBe(true)
  })

  test('keep the focus when they are scrolled out of sight', async () => {
    await using mock = await startMockServer({ fixtures: bigWorld })
    await using opened = await open({ viewport: { width: 1440, height: 900 } })
    const { page } = opened
    await look(page, mock.url)
    await message(page, 3).focus()
    await scrollTo(page, 0, 99_999)
    await message(page, bigLength - 1).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await message(page, 4).isChecked()).toBe(true)
  })

  test('are searched, and so are dialogs', async () => {
    await using mock = await startMockServer({ fixtures: bigWorld })
    await using opened = await open({ viewport: { width: 1440, height: 900 } })
    const { page } = opened
    await look(page, mock.url)
    await page.getByLabel('Search messages').fill('497. thanks')
    await page.getByText('1 of 500').waitFor()
    await message(page, 496).check()
    await page.getByLabel('Search messages').fill(bigMessage(77))
    await message(page, 77).check()
    await page.getByText('messages 2 ticked').waitFor()
    await page.getByLabel('Search dialogs').fill('project 25')
    await page.getByText('1 of 31').waitFor()
    await page.getByRole('button', { name: 'Project 25' }).click()
    await page.getByRole('heading', { name: 'Project 25' }).waitFor()
  })

  test('are shown for one person, who asks at a press on the name', async () => {
    await using mock = await startMockServer({ fixtures: bigWorld })
    await using opened = await open({ viewport: { width: 1440, height: 900 } })
    const { page } = opened
    await look(page, mock.url)
    await page.getByLabel('Whose sight').selectOption('1039')
    expect(await page.getByRole('columnheader').count()).toBe(2)
    await page.getByRole('columnheader', { name: 'Samir' }).getByRole('button').click()
    await page.getByText('Samir Bergström-Kowalczyk asks').waitFor()
  })

  test('show what a client changed far down', async () => {
    await using mock = await startMockServer({ fixtures: bigWorld })
    await using opened = await open({ viewport: { width: 1440, height: 900 } })
    const { page } = opened
    await look(page, mock.url)
    await fetch(`${mock.url}/chat/Message/${bigMessage(400)}.json?force=1`, {
      method: 'DELETE',
      headers: { 'qb-token': 'token-of-1001' }
    })
    await page.getByText('1 message destroyed for everybody.').waitFor()
    await message(page, 400).waitFor()
    expect(await page.locator('td[data-changed]').count()).toBe(40)
  })
})

test('a narrow window shows one person at a time', async () => {
  await using mock = await startMockServer({ fixtures: bigWorld })
  await using opened = await open({ viewport: { width: 390, height: 844 } })
  const { page } = opened
  await look(page, mock.url)
  expect(await page.getByRole('columnheader').allInnerTexts()).toEqual(['Message', 'Aisha Almeida\nowner\nasks'])
  await page.getByLabel('Whose sight').selectOption('1040')
  expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
    'Message',
    'Tove Bergström-Kowalczyk\noccupant'
  ])
  await message(page, 0).check()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'The answer 200' }).waitFor()
  expect(await isInSight(page, '.answer h3')).toBe(true)
})

test('the journal says what the service ignored, and which of several servers received it', async () => {
  await using mock = await startMockServer({ fixtures: bigWorld })
  await using opened = await open({ viewport: { width: 1440, height: 900 } })
  const { page } = opened
  await fetch(`${mock.url}/chat/Message/${bigMessage(1)}.json?forced=1`, {
    method: 'DELETE',
    headers: { 'qb-token': 'token-of-1001' }
  })
  await page.route('**/__admin/requests?*', async (route) => {
    const { requests } = await (await route.fetch()).json()
    const told = requests.map((entry: object) => ({ ...entry, ignored: ['forced'], server: 'mock-2:8080' }))
    await route.fulfill({ json: { requests: told } })
  })
  await look(page, mock.url)
  const journal = page.getByRole('region', { name: 'Journal' })
  await journal.getByText('ignored: forced').click()
  await journal.getByText('The service ignores forced: nothing came of it.').waitFor()
  await journal.getByRole('heading', { name: 'Request, received by mock-2:8080' }).waitFor()
})

test('an answer stands before what would come next, until something else is asked', async () => {
  await using mock = await startMockServer({ fixtures: bigWorld })
  await using opened = await open({ viewport: { width: 1440, height: 900 } })
  const { page } = opened
  await look(page, mock.url)
  await message(page, 0).check()
  await page.getByRole('button', { name: 'Send' }).click()
  await page.getByRole('heading', { name: 'If sent once more 404' }).waitFor()
  expect(await page.locator('.outcome h3').allInnerTexts()).toEqual(['The answer 200', 'If sent once more 404'])
  await page.getByLabel('force').check()
  await expect.poll(() => page.locator('.outcome h3').allInnerTexts()).toEqual(['If sent now 200'])
})
