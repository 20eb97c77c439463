import type { Config } from './config.ts'
import { ParityError } from '../parity/parity-error.ts'
import { runParity } from '../parity/run.ts'

/** Plays the scenarios against a server; a first signal ends it after the scenario under way, which cleans up. */
export async function run ({ options: { url, ...rest } }: Config): Promise<number> {
  if (url === undefined) {
    throw new ParityError('parity: give the server to play against, like --url http://127.0.0.1:8080')
  }
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  return runParity({ ...rest, url }, {
    write: (text) => process.stdout.write(text),
    progress: process.stderr.isTTY ? (text) => process.stderr.write(`\r\u001B[K${text}`) : () => {},
    signal: stop.signal
  })
}
