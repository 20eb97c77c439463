import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { onTestFinished } from 'vitest'

/** No system gives these to whoever asks for any port, or to a client: what is free there stays so. */
const given = { from: 10_000, to: 32_768 } as const

/** A port on this machine for a server that must have one before it starts, or the same one again. */
export async function freePort (): Promise<number> {
  for (;;) {
    const port = randomInt(given.from, given.to)
    const probe = createServer()
    if (!await listens(probe, port)) continue
    await once(probe.close(), 'close')
    return port
  }
}

/** A port where nothing listens, and nothing can as long as the test runs: a client has it. */
export async function refusingPort (): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(client, 'connect')
  onTestFinished(() => {
    client.destroy()
    server.close()
  })
  return (client.address() as AddressInfo).port
}

function listens (server: Server, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true))
  })
}
