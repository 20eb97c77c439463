import { spawn } from 'node:child_process'
import { openSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const kept = []

/**
 * What the soak must notice, each planted once in 1000 requests. The heap's and the buffers' are large enough for a
 * short run.
 */
export const leaks = {
  heap: () => kept.push(Array.from({ length: 3000 }, (_, n) => ({ n }))),
  buffer: () => kept.push(Buffer.alloc(256 * 1024, 1)),
  timer: () => setTimeout(() => {}, 1e9),
  file: () => openSync(new URL(import.meta.url)),
  socket: ({ url }) => connect(new URL(url).port, '127.0.0.1').on('error', () => {}),
  child: () => spawn('sleep', ['60'], { stdio: 'ignore' }).unref(),
  temporary: () => writeFileSync(join(tmpdir(), `soak-${kept.push(0)}`), '')
}
