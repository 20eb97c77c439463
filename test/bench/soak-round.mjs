import { request } from 'node:http'
import { spare } from './worlds.mjs'

const clients = 16
const faults = [{ connection: 'reset' }, { connection: 'close', when: 'after' }, { status: 503 }, { delayMs: 5 }, {
  connection: 'hang'
}]
const key = { authorization: 'ApiKey api-key' }
const kinds = [
  ['DELETE', `/chat/Message/${spare[0]}.json?force=1`],
  ['DELETE', `/chat/Message/${spare.join()}.json`],
  ['DELETE', '/chat/Message/nothing.json'],
  ['DELETE', '/chat/Dialog/nothing,else.json'],
  ['GET', '/chat/Dialog.json'],
  ['DELETE', `/chat/Message/${spare[1]}.json`, key],
  ['DELETE', '/chat/Message/nothing.json', { 'qb-token': 'wrong' }]
]
const patient = { patience: 60_000 }
let worlds = 0

/** The status and text of an answer, or neither; a client that is kept waiting hangs up. */
export function ask (url, agent, method, path, { headers = { 'qb-token': 't' }, body, patience = 500 } = {}) {
  return new Promise((resolve) => {
    const asked = request(url + path, { method, agent, headers }, async (answer) => {
      let text = ''
      try {
        for await (const chunk of answer.setEncoding('utf8')) text += chunk
      } catch {
        // A fault cut it.
      }
      resolve({ status: answer.statusCode, text })
    })
    asked.setTimeout(patience, () => asked.destroy()).on('error', () => resolve({})).end(body)
  })
}

/**
 * Plain requests of all kinds; every 500th time a fault is planned; every 1000th all starts anew, and the workspace
 * that some were asked in is over.
 */
export async function round (mock, agent, requests, leak) {
  let next = 0
  const client = async () => {
    for (let n = next++; n < requests; n = next++) {
      const [method, path, headers] = kinds[n % kinds.length]
      if (n % 500 === 250) await mock.fail({ match: { path: '/chat' }, ...faults[(n - 250) / 500 % faults.length] })
      if (n % 1000 === 999) await anew(mock, `soak-${worlds++}`, leak)
      await ask(mock.url, agent, method, n % 10 === 0 ? `/@soak-${worlds}${path}` : path, { headers })
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  await mock.reset()
  // A request that came late has made its workspace once more.
  const { workspaces } = JSON.parse((await ask(mock.url, agent, 'GET', '/__admin/workspaces', patient)).text)
  for (const { name } of workspaces) if (name.startsWith('soak-')) await drop(mock, name)
}

/** Somebody watches and somebody waits until the workspace is over. */
async function anew (mock, name, leak) {
  leak()
  const { url } = await mock.workspace(name)
  const watching = ask(url, false, 'GET', '/__admin/requests/stream', patient)
  const waiting = ask(url, false, 'POST', '/__admin/requests/count', {
    headers: { 'content-type': 'application/json' },
    body: '{"atLeast":2000,"withinMs":60000}',
    ...patient
  })
  await ask(url, false, 'GET', '/chat/Dialog.json')
  await mock.reset()
  await drop(mock, name)
  for (const { status } of await Promise.all([watching, waiting])) {
    if (status !== 200) throw new Error(`Who watched or waited in ${name} was answered ${status}`)
  }
}

async function drop (mock, name) {
  const { status } = await ask(mock.url, false, 'DELETE', `/__admin/workspaces/${name}`, patient)
  if (status !== 204) throw new Error(`The workspace ${name} could not be deleted: ${status}`)
}
