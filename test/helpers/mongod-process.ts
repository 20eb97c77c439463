import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mongodPath } from './stores.ts'

/** A mongod whose data outlives it in a folder; it resolves when it takes connections. */
export async function startMongodProcess (port: number, folder: string): Promise<ChildProcess> {
  const child = spawn(mongodPath ?? '', ['--port', String(port), '--bind_ip', '127.0.0.1', '--dbpath', folder], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  let [log, hasEnded] = ['', false]
  child.stdout.setEncoding('utf8').on('data', (text: string) => { log += text })
  const closed = once(child, 'close').then(() => { hasEnded = true })
  while (!/waiting for connections/i.test(log)) {
    if (hasEnded) throw new Error(`The mongod does not start: ${log}`)
    await Promise.race([once(child.stdout, 'data'), closed])
  }
  return child
}

/** Ends it, and waits until it has; harmless when it has not started or has ended. */
export async function endMongodProcess (child: ChildProcess | undefined, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}
