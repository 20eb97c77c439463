// node test/bench/journal-memory.mjs [WORKSPACES] [REQUESTS] [KIB]: what journals of many workspaces keep of long
// bodies sent in chunks, and that they can still be read. Needs a build.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request } from 'node:http'
import { fileURLToPath } from 'node:url'

const [workspaces = 20, requests = 100, kib = 250] = process.argv.slice(2).map(Number)
const token = 'eddf864695d72d33b959eec2ae6c640d817dfada'
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))
const mock = spawn(process.execPath, [cli, '--port', '0', '--log-level', 'silent'], {
  env: { ...process.env, STORE: 'memory' },
  stdio: ['ignore', 'pipe', 'inherit']
})
const [line] = await once(mock.stdout, 'data')
const url = /Listening on (\S+)/.exec(String(line))?.[1]
const rss = () =>
  Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${mock.pid}/status`, 'utf8'))?.[1]) / 1024)
const piece = Buffer.alloc(64 * 1024, 'x')

async function send (workspace) {
  const asking = request(`${url}/@w${workspace}/nowhere`, { method: 'POST', headers: { 'qb-token': token } })
  asking.write('{"a":"')
  for (let left = kib * 1024 - 16; left > 0; left -= piece.length) asking.write(piece.subarray(0, left))
  asking.end('"}')
  const [answer] = await once(asking, 'response')
  answer.resume()
  await once(answer, 'end')
  return answer.statusCode
}

console.log(`at the start: ${rss()} MB`)
for (let workspace = 0; workspace < workspaces; workspace++) {
  for (let n = 0; n < requests; n += 10) {
    await Promise.all(Array.from({ length: Math.min(10, requests - n) }, () => send(workspace)))
  }
  if ((workspace + 1) % Math.ceil(workspaces / 4) === 0) {
    console.log(
      `${workspace + 1} workspaces, ${Math.round((workspace + 1) * requests * kib / 1024)} MiB sent: ${rss()} MB`
    )
  }
}
let read = 0
const answer = await fetch(`${url}/@w${workspaces - 1}/__admin/requests`)
for await (const chunk of answer.body) read += chunk.length
console.log(`the last journal is read: ${answer.status}, ${Math.round(read / 1e6)} MB; ${rss()} MB`)
mock.kill()
