import { beforeAll, describe, expect, test } from 'vitest'
import { Project, docker, hasDocker, image } from './docker.ts'
import { deleteAs, deletedIds, destroy, documented, documentedAnswer, messages } from './wire.ts'

interface Journal {
  readonly requests: ReadonlyArray<{ readonly server: string }>
}

const aliceToken = 'eddf864695d72d33b959eec2ae6c640d817dfada'

describe.skipIf(!hasDocker)('the compose files', () => {
  beforeAll(async () => { await docker('build', '--build-arg', 'NODE_IMAGE', '--tag', image, '.') })

  test('compose.yaml: the mock alone', async () => {
    await using project = await Project.up('compose.yaml', 'mock', '8080')
    expect(await deleteAs(aliceToken, `${await project.url()}/${documented}`)).toMatchObject({
      status: 200,
      body: documentedAnswer
    })
    await project.logged('memory', 'mock')
  })

  test('compose.vendor.yaml: an application that knows only the vendor\'s name deletes a message', async () => {
    await using project = await Project.up('compose.vendor.yaml')
    expect(await project.compose('run', '--rm', '--no-TTY', 'app')).toContain(
      '{"SuccessfullyDeleted":{"ids":["5d76b949a0eb4721f80b72ab"]},"NotFound":{"ids":[]}}'
    )
    await project.compose('restart', 'mock')
    await project.compose('up', '--wait')
    expect(await project.compose('run', '--rm', '--no-TTY', '--user', '12345', 'app')).toContain(
      '"SuccessfullyDeleted"'
    )
  })

  test('compose.mongo.yaml: what is deleted stays deleted when the mock starts again', async () => {
    await using project = await Project.up('compose.mongo.yaml', 'mock', '8080')
    await project.logged('mongodb://mongo/quickblox', 'mock')
    expect(deletedIds(await destroy(await project.url(), [messages[0]]))).toEqual([messages[0]])
    await project.compose('restart', 'mock')
    await project.compose('up', '--wait')
    expect((await destroy(await project.url(), [messages[0], messages[1]])).body).toEqual({
      SuccessfullyDeleted: { ids: [messages[1]] },
      NotFound: { ids: [messages[0]] }
    })
  })

  test('compose.scale.yaml: what one of three mocks deletes the others no longer have, races included', async () => {
    await using project = await Project.up('compose.scale.yaml', 'proxy', '80')
    const url = await project.url()
    const asked = new Set<string | null>()
    for (const id of messages) {
      const answers = await Promise.all(Array.from({ length: 24 }, () => destroy(url, [id])))
      for (const { mock } of answers) asked.add(mock)
      expect(answers.flatMap(deletedIds)).toEqual([id])
      expect(answers.filter(({ status }) => status === 404)).toHaveLength(23)
    }
    expect(asked.size).toBe(3)
    const afterwards = await Promise.all(Array.from({ length: 9 }, () => destroy(url, messages)))
    expect(new Set(afterwards.map(({ mock }) => mock)).size).toBe(3)
    expect(afterwards.flatMap(deletedIds)).toEqual([])
  })

  test('compose.scale.yaml: the three are one mock through the proxy: inspector, journal, faults', async () => {
    await using project = await Project.up('compose.scale.yaml', 'proxy', '80')
    const url = await project.url()
    const admin = async (method: string, path: string, body?: object): Promise<unknown> => {
      const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      const answer = await fetch(`${url}/__admin/${path}`, { method, ...json })
      const text = await answer.text()
      expect(answer.status, text).toBeLessThan(300)
      return text.startsWith('{') ? JSON.parse(text) : text
    }
    expect(await admin('GET', '')).toContain('<html')
    await admin('POST', 'faults', { times: 7, status: 502 })
    const answers = await Promise.all(Array.from({ length: 30 }, () => destroy(url, [messages[0]])))
    expect(answers.filter(({ status }) => status === 502)).toHaveLength(7)
    expect(answers.flatMap(deletedIds)).toEqual([messages[0]])
    const journals = await Promise.all(Array.from({ length: 9 }, () => admin('GET', 'requests') as Promise<Journal>))
    for (const journal of journals) expect(journal).toEqual(journals[0])
    expect(journals[0]?.requests).toHaveLength(30)
    expect(new Set(journals[0]?.requests.map(({ server }) => server)).size).toBe(3)
    await admin('POST', 'reset')
    const emptied = await Promise.all(Array.from({ length: 6 }, () => admin('GET', 'requests')))
    expect(emptied).toEqual(emptied.map(() => ({ requests: [] })))
  })
})
