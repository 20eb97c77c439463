// `npm start` in a checkout, which has to be installed and built before.
import { existsSync } from 'node:fs'

const needed = ['../node_modules/fastify/package.json', '../dist/cli.js'].map((path) => new URL(path, import.meta.url))

if (needed.every((url) => existsSync(url))) {
  await import(needed[1].href)
} else {
  process.stderr.write(
    'This checkout is not built yet: run npm ci, which installs and builds, and then npm start again.\n'
  )
  process.exitCode = 1
}
