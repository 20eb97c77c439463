import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { startMockServer } from '../../src/mock-server.ts'
import type { MockServer } from '../../src/workspace/server-handle.ts'
import { useBrowser } from './browser.ts'

const open = useBrowser()
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const morning = 'Good morning! Who opens on Saturday?'
const alarm = 'I close. The alarm code is 1357, right?'
const morningId = '66389ee0a28f9a0cc7cb0fa1'
const alarmId = '66389f97a28f9a0cc7cb0faf'
const team = '66389c10a28f9a0cc7cb0f8c'

const startTeam = (options = {}): Promise<MockServer> => startMockServer({ fixtures: 'fixtures/team.json', ...options })

async function look (page: Page, url: string): Promise<void> {
  await page.goto(`${url}/__admin/`)
  await page.getByText('live', { exact: true }).waitFor()
}

/** What each cell of the matrix says, by the message's and the person's name. */
async function cells (page: Page): Promise<Record<string, string | undefined>> {
  const people = await page.locator('thead .person > :first-child').allTextContents()
  const messages = await page.locator('tbody .text').allTextContents()
  const sights = await page.locator('td[data-sight]').allInnerTexts()
  return Object.fromEntries(
    messages.flatMap((message, row) =>
      people.map((person, column) => [`${person}: ${message}`, sights[row * people.length + column]])
    )
  )
}

function changed (
  before: Record<string, string | undefined>,
  after: Record<string, string | undefined>
): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.keys(before).filter((cell) => before[cell] !== after[cell]).map((cell) => [cell, after[cell]])
  )
}

async function choose (page: Page, name: string): Promise<void> {
  const option = page.getByLabel('Who asks').locator('option', { hasText: name })
  await page.getByLabel('Who asks').selectOption(await option.first().textContent())
}

/** In a narrow window the parts of the page are shown one at a time. */
async function show (page: Page, view: 'Dialogs' | 'Messages' | 'Try it' | 'Journal'): Promise<void> {
  const button = page.getByRole('navigation', { name: 'Parts of the page' }).getByRole('button', { name: view })
  if (await button.isVisible()) await button.click()
}

async function plan (page: Page, misbehaviour?: string): Promise<void> {
  await page.locator('summary', { hasText: 'Faults' }).click()
  if (misbehaviour !== undefined) await page.getByLabel('What goes wrong').selectOption(misbehaviour)
  await page.getByRole('button', { name: 'Plan it' }).click()
  await page.getByRole('list', { name: 'Planned faults' }).getByText('1 left').waitFor()
  await page.keyboard.press('Escape')
}

const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
const tick = (page: Page, text: string): Promise<void> => page.getByRole('checkbox', { name: text }).check()
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Send' }).click()
const answered = (page: Page, status: number): Promise<void> =>
  page.getByRole('heading', { name: `The answer ${status}` }).waitFor()

describe('a dialog', () => {
  test('is shown with who belongs to it and who sees what', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page, complaints } = opened
    await look(page, mock.url)
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Message',
      'Olivia Brandt\nowner\nasks',
      'Adam Okafor\nadmin',
      'Max Keller\noccupant',
      'Fiona Walsh\nleft',
      'Otto Berg\nnot in it'
    ])
    expect(await cells(page)).toMatchObject({
      [`Olivia Brandt: ${morning}`]: 'sees',
      [`Fiona Walsh: ${morning}`]: 'left',
      [`Otto Berg: ${morning}`]: 'never saw',
      'Max Keller: Goodbye, Fiona!': 'hidden'
    })
    expect(complaints).toEqual([])
  })

  test('is chosen from a list that says who still has it', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    const notices = page.getByRole('button', { name: 'Noticeboard' })
    expect(await notices.innerText()).toContain('Max hid it')
    await notices.click()
    await page.getByRole('heading', { name: 'Noticeboard' }).waitFor()
    expect(await cells(page)).toMatchObject({
      'Max Keller: New coffee from Monday: Ethiopia.': 'dialog hidden',
      'Adam Okafor: New coffee from Monday: Ethiopia.': 'sees'
    })
  })
})

describe('trying it', () => {
  test('hides a message from one user, and only that column changes', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page, complaints } = opened
    await look(page, mock.url)
    await choose(page, 'Max Keller')
    await tick(page, morning)
    const before = await cells(page)
    expect(await section(page, 'Try it').getByRole('listitem').innerText()).toMatch(
      /hidden from the caller alone\s*M7 user, no force, the user is an occupant of the dialog doc/
    )
    await send(page)
    await answered(page, 200)
    await page.getByText('Max no longer sees 1 message.').waitFor({ state: 'attached' })
    expect(changed(before, await cells(page))).toEqual({ [`Max Keller: ${morning}`]: 'hidden' })
    expect(complaints).toEqual([])
  })

  test('destroys a message for everybody, and it stays to be seen', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await choose(page, 'Adam Okafor')
    await tick(page, alarm)
    await page.getByLabel('force').check()
    await page.getByText('Adam Okafor deletes 1 message with force, expected 200').waitFor()
    const before = await cells(page)
    await send(page)
    await answered(page, 200)
    await page.getByText('1 message destroyed for everybody.').waitFor({ state: 'attached' })
    const after = changed(before, await cells(page))
    expect(after).toEqual({
      [`Olivia Brandt: ${alarm}`]: 'destroyed',
      [`Adam Okafor: ${alarm}`]: 'destroyed',
      [`Max Keller: ${alarm}`]: 'destroyed'
    })
  })

  test('tells who may not force it, and by which rule, before and after', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await choose(page, 'Max Keller')
    await tick(page, morning)
    await page.getByLabel('force').check()
    expect(await section(page, 'Try it').getByRole('listitem').innerText()).toMatch(
      /refused\s*M11 .*neither owns the message nor owns or administers its group doc/
    )
    await page.getByRole('heading', { name: 'If sent now 403' }).waitFor()
    const before = await cells(page)
    await send(page)
    await answered(page, 403)
    await section(page, 'Try it').getByText("You don't have appropriate permissions to perform this operation")
      .waitFor()
    await section(page, 'Journal').getByText('refused M11').waitFor()
    expect(await cells(page)).toEqual(before)
  })

  test('shows the same for a shell, for an API key on behalf of a user', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await choose(page, 'harbour-api-key')
    await page.getByLabel('On behalf of').selectOption('303')
    await tick(page, morning)
    await page.getByLabel('force').check()
    expect(await page.getByLabel('The same from a shell').textContent()).toBe(
      'curl -i -X DELETE -H \'Authorization: ApiKey harbour-api-key\' -H \'On-Behalf-Of: 303\' -d \'force=1\' ' +
        `'${mock.url}/chat/Message/${morningId}.json'`
    )
    await send(page)
    await answered(page, 403)
  })

  test('says when nobody may ask, before any id is looked at', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await choose(page, 'no token, no key')
    await tick(page, morning)
    await page.getByRole('heading', { name: 'If sent now 401' }).waitFor()
    await send(page)
    await answered(page, 401)
  })

  test('deletes a dialog for everybody, and it stays to be seen in the list', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await tick(page, 'Tick dialog Café team')
    await page.getByLabel('force').check()
    await send(page)
    await answered(page, 200)
    await page.getByRole('button', { name: 'Café team group, destroyed' }).waitFor()
    expect(await cells(page)).toMatchObject({
      [`Max Keller: ${morning}`]: 'destroyed',
      [`Fiona Walsh: ${morning}`]: 'left',
      [`Otto Berg: ${morning}`]: 'never saw'
    })
  })

  test('works by keyboard alone', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await page.getByRole('checkbox', { name: morning }).focus()
    await page.keyboard.press('Space')
    await page.getByLabel('Who asks').focus()
    await page.keyboard.press('m')
    expect(await page.getByLabel('Who asks').locator('option:checked').textContent()).toContain('Max Keller')
    await page.getByLabel('force').focus()
    await page.keyboard.press('Enter')
    await answered(page, 200)
    await page.getByText('Max no longer sees 1 message.').waitFor({ state: 'attached' })
  })
})

describe('what a client does', () => {
  test('appears as it happens, with who asked, verdict and rule', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    const before = await cells(page)
    await fetch(`${mock.url}/chat/Message/${alarmId},${morningId}.json?force=1`, {
      method: 'DELETE',
      headers: { 'qb-token': 'max-token' }
    })
    const entry = section(page, 'Journal').getByRole('listitem')
    await entry.getByText('destroyed for everybody M8').waitFor()
    expect(await entry.innerText()).toMatch(/200\s+Max Keller\s+[\d:]+\s+DELETE [^ ]*…cb0faf,…cb0fa1.json\?force=1/)
    await page.getByText('1 message destroyed for everybody.').waitFor({ state: 'attached' })
    expect(Object.keys(changed(before, await cells(page)))).toHaveLength(3)
  })

  test('meets the fault that is planned, which is then spent', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await plan(page, 'Deleted, but answered 500')
    const response = await fetch(`${mock.url}/chat/Message/${morningId}.json`, {
      method: 'DELETE',
      headers: { 'qb-token': 'max-token' }
    })
    expect(response.status).toBe(500)
    await page.locator('summary', { hasText: 'Faults none' }).waitFor()
    await section(page, 'Journal').getByText('fault-1').waitFor()
    expect(await cells(page)).toMatchObject({ [`Max Keller: ${morning}`]: 'hidden' })
  })

  test('and what a test resets is seen, too', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    const before = await cells(page)
    await fetch(`${mock.url}/chat/Dialog/${team}.json?force=1`, {
      method: 'DELETE',
      headers: { 'qb-token': 'olivia-token' }
    })
    await page.getByRole('button', { name: 'Café team group, destroyed' }).waitFor()
    await mock.reset()
    await page.getByRole('button', { name: 'Café team group, 6 messages' }).waitFor()
    expect(await cells(page)).toEqual(before)
    await section(page, 'Journal').getByText('appear here as they come').waitFor()
    expect(await section(page, 'Journal').getByRole('listitem').count()).toBe(0)
  })
})

describe('the world', () => {
  test('is reset', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    const before = await cells(page)
    await choose(page, 'Max Keller')
    await tick(page, morning)
    await send(page)
    await page.getByText('Max no longer sees 1 message.').waitFor({ state: 'attached' })
    await page.getByRole('button', { name: 'Reset' }).click()
    await section(page, 'Journal').getByText('appear here as they come').waitFor()
    await expect.poll(() => cells(page)).toEqual(before)
  })

  test('is another one of those that are shipped', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await page.getByText('Harbour Café and 1 more').click()
    await page.getByRole('button', { name: 'private', exact: true }).click()
    await page.getByRole('heading', { name: 'Emma Laurent & Liam Byrne' }).waitFor()
    await choose(page, 'Liam Byrne')
  })

  test('is saved as a file, and loaded from one', async () => {
    await using mock = await startTeam()
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await choose(page, 'Max Keller')
    await tick(page, morning)
    await send(page)
    await page.getByText('Max no longer sees 1 message.').waitFor()
    await page.locator('summary', { hasText: 'World' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save it as a fixtures file' }).click()
    ])
    expect(download.suggestedFilename()).toBe('default.json')
    const path = await download.path()
    expect(JSON.parse(readFileSync(path, 'utf8')).messages).toContainEqual(
      expect.objectContaining({ _id: morningId, deleted_for: [303] })
    )
    await mock.reset()
    await expect.poll(() => cells(page)).toMatchObject({ [`Max Keller: ${morning}`]: 'sees' })
    await page.getByLabel('A fixtures file').setInputFiles(path)
    await expect.poll(() => cells(page)).toMatchObject({ [`Max Keller: ${morning}`]: 'hidden' })
    await page.getByLabel('A fixtures file').setInputFiles({
      name: 'broken.json',
      mimeType: 'application/json',
      buffer: Buffer.from('{')
    })
    await page.getByRole('alert').getByText('broken.json is not JSON').waitFor()
  })

  test('has a clock, by which sessions end', async () => {
    await using mock = await startMockServer({
      fixtures: {
        ...JSON.parse(readFileSync('fixtures/team.json', 'utf8')),
        sessions: [{ token: 'short', user_id: 303, expires_at: new Date(Date.now() + 3_600_000).toISOString() }]
      }
    })
    await using opened = await open()
    const { page } = opened
    await look(page, mock.url)
    await tick(page, morning)
    await page.getByRole('heading', { name: 'If sent now 200' }).waitFor()
    await page.locator('summary', { hasText: 'Clock' }).click()
    await page.getByRole('button', { name: '+ 2 hours' }).click()
    await page.getByText(/\d · 2 hours ahead$/).waitFor()
    await page.getByRole('heading', { name: 'If sent now 401' }).waitFor()
    await send(page)
    await answered(page, 401)
  })
})

test('each workspace has a world and a page of its own', async () => {
  await using mock = await startTeam()
  await using opened = await open()
  const { page } = opened
  await look(page, mock.url)
  await page.getByText('Workspace default').click()
  await page.getByLabel('Another one').fill('worker-1')
  await page.getByRole('button', { name: 'Open' }).click()
  await page.waitForURL(`${mock.url}/@worker-1/__admin/`)
  await tick(page, alarm)
  expect(await page.getByLabel('The same from a shell').textContent()).toContain(`${mock.url}/@worker-1/chat/Message/`)
  await page.getByLabel('force').check()
  await send(page)
  await page.getByText('1 message destroyed for everybody.').waitFor({ state: 'attached' })
  await page.getByText('Workspace worker-1').click()
  await page.getByRole('link', { name: 'default' }).click()
  await page.waitForURL(`${mock.url}/__admin/`)
  await page.getByRole('checkbox', { name: alarm }).waitFor()
  expect(Object.values(await cells(page))).not.toContain('destroyed')
})

test('a server with a token is opened with it', async () => {
  await using mock = await startTeam({ adminToken: 'open-sesame' })
  await using opened = await open()
  const { page, complaints } = opened
  await page.goto(`${mock.url}/__admin/`)
  const token = page.getByLabel('Admin token')
  await token.fill('wrong')
  await page.keyboard.press('Enter')
  await page.getByRole('alert').getByText('That is not the token of this server.').waitFor()
  await token.fill('open-sesame')
  await page.keyboard.press('Enter')
  await page.getByText('live', { exact: true }).waitFor()
  await choose(page, 'Max Keller')
  await tick(page, morning)
  await send(page)
  await page.getByText('Max no longer sees 1 message.').waitFor({ state: 'attached' })
  await page.reload()
  await page.getByRole('checkbox', { name: morning }).waitFor()
  expect(complaints).toEqual([])
})

test('it comes back when the server does', async () => {
  const first = await startTeam()
  await using opened = await open()
  const { page } = opened
  await look(page, first.url)
  await first.close()
  await page.getByText('connection lost, trying again').waitFor()
  await using again = await startTeam({ port: Number(new URL(first.url).port) })
  expect(again.url).toBe(first.url)
  await page.getByText('live', { exact: true }).waitFor()
})

test('the demo goes as docs/inspector.md says', async () => {
  await using mock = await startTeam()
  await using opened = await open()
  const { page } = opened
  const force = page.getByLabel('force')
  const untickAll = (): Promise<void> => page.getByRole('button', { name: 'Untick all' }).click()
  const sees = async (status: number, ...rules: string[]): Promise<void> => {
    await send(page)
    await page.getByRole('heading', { name: `The answer ${status}` }).waitFor()
    for (const rule of rules) {
      await section(page, 'Journal').getByRole('listitem').first().getByText(new RegExp(` ${rule}$`)).waitFor()
    }
  }
  await look(page, mock.url)
  await choose(page, 'Max Keller')
  await tick(page, morning)
  await sees(200, 'M7')
  await page.getByRole('heading', { name: 'If sent once more 404' }).waitFor()
  await sees(404, 'M5')
  await force.check()
  await sees(403, 'M11')
  await tick(page, alarm)
  await sees(200, 'M8', 'M11')
  await choose(page, 'Adam Okafor')
  await sees(200, 'M9', 'M1')
  await untickAll()
  await tick(page, 'I can, if somebody else closes.')
  await force.uncheck()
  await plan(page, 'Deleted, but answered 500')
  await sees(500, 'M7')
  await page.getByRole('heading', { name: 'If sent once more 404' }).waitFor()
  await sees(404, 'M5')
  await choose(page, 'Max Keller')
  await untickAll()
  await tick(page, 'Tick dialog Café team')
  await sees(200, 'D9')
  await choose(page, 'Olivia Brandt')
  await force.check()
  await sees(200, 'D5')
  await page.getByRole('button', { name: 'Reset' }).click()
  await page.getByRole('button', { name: 'Café team group, 6 messages' }).waitFor()
})

describe.for([
  ['light', 'light', { width: 1440, height: 900 }],
  ['dark', 'dark', { width: 1440, height: 900 }],
  ['in a small window', 'light', { width: 1024, height: 768 }],
  ['in a small window in the dark', 'dark', { width: 1024, height: 768 }],
  ['on a phone', 'light', { width: 390, height: 844 }],
  ['on a small phone in the dark', 'dark', { width: 360, height: 740 }],
  ['on a tablet', 'light', { width: 900, height: 1100 }],
  ['in a window that is zoomed', 'light', { width: 640, height: 400 }]
] as const)('%s', ([, colorScheme, viewport]) => {
  test('nothing stands in anybody\'s way, and nothing is wider than the screen', async () => {
    await using mock = await startTeam()
    await using opened = await open({ colorScheme, viewport, reducedMotion: 'reduce' })
    const { page } = opened
    await look(page, mock.url)
    expect(await violations(page)).toEqual([])
    await show(page, 'Try it')
    await choose(page, 'Max Keller')
    await page.getByLabel('Other ids').fill('no-such-id')
    await page.getByLabel('force').check()
    await show(page, 'Messages')
    await tick(page, morning)
    await tick(page, alarm)
    await plan(page)
    await send(page)
    await answered(page, 503)
    await send(page)
    await answered(page, 200)
    await page.getByText('How a rule is known').click()
    expect(await violations(page)).toEqual([])
    for (const view of ['Journal', 'Dialogs', 'Messages'] as const) {
      await show(page, view)
      if (view === 'Journal') await section(page, 'Journal').locator('summary').first().click()
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
    }
    await page.getByText('1 message destroyed for everybody.').waitFor({ state: 'attached' })
    for (const menu of ['World', 'Clock', 'Faults']) {
      await page.locator('summary', { hasText: menu }).click()
      expect(await violations(page)).toEqual([])
      expect(await tooWide(page)).toEqual([])
      await page.keyboard.press('Escape')
    }
  })
})

test('the question for the token is as easy to use', async () => {
  await using mock = await startTeam({ adminToken: 'open-sesame' })
  await using opened = await open()
  const { page } = opened
  await page.goto(`${mock.url}/__admin/`)
  await page.getByLabel('Admin token').waitFor()
  expect(await violations(page)).toEqual([])
})

/** What axe finds. */
async function violations (page: Page): Promise<string[]> {
  // The page's own policy lets in no script but its own.
  const found = await page.evaluate(`${axe}; axe.run()`) as {
    violations: Array<{ id: string, nodes: Array<{ html: string, failureSummary: string }> }>
  }
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`)
  )
}

/** What can be seen and does not fit: the page itself, and whatever of its parts does not scroll. */
async function tooWide (page: Page): Promise<string[]> {
  const parts =
    'html, header, header *, main > *, .head, .tools, .send *, .dialogs li, .trial form, .outcome *, summary, .details'
  return page.evaluate(`[...document.querySelectorAll('${parts}')]
    .filter((element) => element.checkVisibility() && element.clientWidth > 0)
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .filter((element) => !element.matches('.unseen, .what') && getComputedStyle(element).display !== 'inline')
    .map((element) => element.outerHTML.slice(0, 100) + ': ' + element.scrollWidth + ' in ' + element.clientWidth)`)
}
