import closeWithGrace from 'close-with-grace'
import { isLoopback } from '../http/loopback.ts'
import type { Config } from './config.ts'
import type { MockServerOptions } from '../options/mock-server-options.ts'
import { startMockServer } from '../mock-server.ts'
import type { MockServer } from '../workspace/server-handle.ts'
import type { Place } from './banner.ts'
import { explain } from './failure.ts'
import { keepRequestsYoung } from './keep-young.ts'
import { endWithNpm } from './npm-parent.ts'
import { afterOwnTime } from '../shared/own-time.ts'

/** How long it may take to stop, in milliseconds of its own time. */
const graceTime = 1800

/** Starts the mock and says where it listens; from then on it runs until a signal stops it. */
export async function run ({ options }: Config): Promise<number> {
  const starting = startMockServer(options)
  stopOnSignals(options, starting)
  endWithNpm()
  const { url, proxyUrl, caPath } = await starting
  keepRequestsYoung()
  process.stdout.write(`Listening on ${url}\n`)
  if (caPath !== undefined) {
    process.stdout.write(`Trust the certificate ${caPath}\nIt is at ${url}/__admin/ca.pem too\n`)
  }
  if (proxyUrl !== undefined) process.stdout.write(`Proxy for ${options.as?.join(', ')}: ${proxyUrl}\n`)
  if (process.stdout.isTTY) await showWorld({ url, caPath, host: options.host, isOpen: isOpen(options) }, options)
  return 0
}

/** As the guard of `/__admin` sees it. */
function isOpen ({ adminToken, openAdmin, host }: MockServerOptions): boolean {
  return adminToken !== undefined || openAdmin === true || host === undefined || isLoopback(host)
}

/** A signal while it starts waits for the start, so that nothing it opened is left behind. */
function stopOnSignals (options: MockServerOptions, starting: Promise<MockServer>): void {
  closeWithGrace({ delay: false, logger: false }, async ({ err }) => {
    afterOwnTime(graceTime, giveUp)
    if (err !== undefined) complain(explain(err, options))
    const mock = await starting
    await mock.close()
  })
}

function giveUp (): void {
  complain('It could not stop in time; something it opened may be left behind.')
  process.exit(1)
}

function complain (what: string): void {
  process.stderr.write(`${what}\n`)
}

async function showWorld (place: Place, { fixtures }: MockServerOptions): Promise<void> {
  const [{ banner }, { readWorld }] = await Promise.all([import('./banner.ts'), import('../fixtures/read-world.ts')])
  process.stdout.write(banner(place, await readWorld(fixtures)))
}
