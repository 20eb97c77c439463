#!/usr/bin/env node
import './cli/without-proto.ts'
import type { CommandName } from './cli/commands.ts'
import { readConfig } from './cli/config.ts'
import type { Config } from './cli/config.ts'

const files: Readonly<Record<CommandName, () => Promise<{ run: (config: Config) => Promise<number> }>>> = {
  serve: () => import('./cli/serve.ts'),
  validate: () => import('./cli/validate.ts'),
  exec: () => import('./cli/exec.ts'),
  health: () => import('./cli/health.ts'),
  parity: () => import('./cli/parity.ts'),
  export: () => import('./cli/export.ts'),
  help: () => import('./cli/help.ts'),
  version: () => import('./cli/version.ts')
}

/** `parity` keeps 1 for a difference. */
const cannotPlay = 2

// A reader that has seen enough, like `head -1`, must not take the server with it.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { if (error.code !== 'EPIPE') throw error })

let config: Config | undefined

async function main (): Promise<void> {
  config = readConfig()
  const { run } = await files[config.command]()
  process.exitCode = await run(config)
}

main().catch(async (error) => {
  const { explain } = await import('./cli/failure.ts')
  const code = process.argv[2] === 'parity' ? cannotPlay : 1
  process.stderr.write(`${explain(error, config?.options)}\n`, () => process.exit(code))
})
