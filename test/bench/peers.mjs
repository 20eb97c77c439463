// node test/bench/peers.mjs FOLDER [DELETES]: writes extra.json, world.json and paths.txt there, an entry for a harness
// that compares mock servers: the command as people start it, with a world of two messages for each delete.
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pathFor, spare, worldOf } from './worlds.mjs'

const [folder, deletes = '300000'] = process.argv.slice(2)
if (folder === undefined) throw new Error('Name a folder: node test/bench/peers.mjs FOLDER')
const here = (path) => fileURLToPath(new URL(path, import.meta.url))
const command = ['node', here('../../dist/cli.js'), '--port', '{port}', '--store', 'memory', '--log-level', 'warn']
const ready = `http://127.0.0.1:{port}/chat/Message/${spare.join()}.json`

writeFileSync(
  join(folder, 'paths.txt'),
  Array.from({ length: Number(deletes) }, (_, n) => `${pathFor(n * 2, n * 2 + 2)}\n`).join('')
)
writeFileSync(join(folder, 'world.json'), JSON.stringify(worldOf(Number(deletes) * 2)))
writeFileSync(join(folder, 'extra.json'), JSON.stringify([{
  name: 'mock',
  label: 'quickblox-delete-mock, real delete of 2 messages',
  cmd: [...command, '--fixtures', resolve(folder, 'world.json')],
  readyUrl: ready,
  readyMethod: 'DELETE',
  readyHeaders: { 'QB-Token': 't' },
  readyExpect: 'SuccessfullyDeleted',
  requests: resolve(folder, 'paths.txt'),
  expect: '{"SuccessfullyDeleted":{"ids":["{id}","',
  // With the world that it comes with.
  cold: {
    cmd: command,
    readyUrl: 'http://127.0.0.1:{port}/chat/Message/5d76b949a0eb4721f80b72ab,5d76b657a28f9a0cc7cb0f99.json',
    readyHeaders: { 'QB-Token': 'eddf864695d72d33b959eec2ae6c640d817dfada' }
  }
}], null, 2))
