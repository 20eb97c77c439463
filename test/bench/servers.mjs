// node test/bench/servers.mjs [REQUESTS] [CONNECTIONS]: 1, 2 and 3 servers on one MongoDB: requests a second, CPU time,
// and what goes over the wire for each kind of request.
import { readFileSync } from 'node:fs'
import { MongoMemoryServer } from 'mongodb-memory-server-core'
import { countingProxy } from './counting-proxy.mjs'
import { load, startServer } from './processes.mjs'
import { idFor } from './worlds.mjs'

const [requests = 1500, connections = 24] = process.argv.slice(2).map(Number)
const mongod = await MongoMemoryServer.create()
const uri = (name, host = new URL(mongod.getUri()).host) => `mongodb://${host}/${name}?directConnection=true`
const messages = String(requests + 2000)
const behalf = { authorization: 'ApiKey api-key', 'on-behalf-of': '123' }
const session = { 'qb-token': 't' }

/** What one server asks for each kind of request, once it is warm. */
async function roundTrips () {
  const proxy = await countingProxy(new URL(mongod.getUri()))
  const server = await startServer('server.mjs', { STORE: uri('trips', proxy.host), MESSAGES: messages })
  let next = 0
  const message = () => `/chat/Message/${idFor(next++)}.json`
  const kinds = [
    ['a message, hidden', message, {}],
    ['a message, destroyed', () => `${message()}?force=1`, {}],
    ["a message, hidden by an API key's user", message, { headers: behalf }],
    ['a message that is not there', () => '/chat/Message/none.json', { status: 404 }],
    ['refused, without a token', message, { headers: {}, status: 401 }],
    ['an unknown path', () => '/nowhere', { headers: {}, status: 404 }],
    ['a message, hidden, while a fault waits for others', message, {}, { match: { id: 'others' } }],
    ['a message that a fault hits, counted', message, { status: 502 }, { times: 1000, status: 502 }]
  ]
  console.log('| request | commands a request | which |\n| --- | ---: | --- |')
  for (const [name, pathOf, options, fault] of kinds) {
    if (fault !== undefined) await admin(server, 'POST', 'faults', fault)
    await ask(server, 40, pathOf, options)
    proxy.commands.length = 0
    await ask(server, 320, pathOf, options)
    // Pages of the log are made in the background.
    await new Promise((resolve) => setTimeout(resolve, 500))
    const counts = new Map()
    for (const command of proxy.commands) counts.set(command, (counts.get(command) ?? 0) + 1)
    const which = [...counts].map(([command, count]) => `${command} ${(count / 320).toFixed(2)}`).join(', ')
    console.log(`| ${name} | ${(proxy.commands.length / 320).toFixed(2)} | ${which} |`)
    if (fault !== undefined) await admin(server, 'DELETE', 'faults')
  }
  await server.stop()
  proxy.close()
}

function ask (server, count, pathOf, options) {
  return load(server, (n) => n < count ? pathOf(n) : undefined, { connections: 1, headers: session, ...options })
}

async function admin ({ hostname, port }, method, path, body) {
  const json = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  const answer = await fetch(`http://${hostname}:${port}/__admin/${path}`, { method, ...json })
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}`)
}

/** Of all threads of a process, user and system together. */
function cpuSeconds (pid) {
  const [, , user, system] = /\) (\S+ ){11}(\d+) (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  return (Number(user) + Number(system)) / 100
}

/** So many servers share the load. */
async function throughput (count) {
  const store = uri(`servers-${count}`)
  const servers = []
  for (let n = 0; n < count; n++) servers.push(await startServer('server.mjs', { STORE: store, MESSAGES: messages }))
  await Promise.all(servers.map((server) => ask(server, 200, () => '/chat/Message/none.json', { status: 404 })))
  const cpu = () => servers.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0)
  const { pid } = mongod.instanceInfo.instance.mongodProcess
  const [before, databaseBefore, start] = [cpu(), cpuSeconds(pid), performance.now()]
  let next = 0
  await Promise.all(servers.map((server) =>
    load(server, () => next < requests ? `/chat/Message/${idFor(next++)}.json` : undefined, {
      connections: Math.round(connections / count)
    })
  ))
  const seconds = (performance.now() - start) / 1000
  const mocks = (cpu() - before) / requests * 1e6
  const database = (cpuSeconds(pid) - databaseBefore) / requests * 1e6
  console.log(`| ${count} | ${Math.round(requests / seconds)} | ${Math.round(mocks)} | ${Math.round(database)} |`)
  await Promise.all(servers.map((server) => server.stop()))
}

await roundTrips()
console.log(
  '\n| servers | requests a second | CPU µs a request, all servers | of the database |\n| ---: | ---: | ---: | ---: |'
)
for (const count of [1, 2, 3]) await throughput(count)
await mongod.stop()
