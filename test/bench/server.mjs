// The mock as the measurements start it: built, memory store, every part on. PORT and MESSAGES say where and with how
// many messages, DIST of which build.
import { worldOf } from './worlds.mjs'

const { PORT = '0', MESSAGES = '0', STORE = 'memory', LOG_LEVEL = 'warn', DIST = '../../dist' } = process.env
const { startMockServer } = await import(`${DIST}/index.mjs`)
const mock = await startMockServer({
  port: Number(PORT),
  store: STORE,
  logLevel: LOG_LEVEL,
  fixtures: worldOf(Number(MESSAGES))
})
process.stdout.write(`Listening on ${mock.url}\n`)
process.once('SIGTERM', () => mock.close())
process.once('SIGINT', () => mock.close())
