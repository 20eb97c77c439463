#!/usr/bin/env node
import type { CommandName } from './cli/commands.ts'
import { readConfig } from './config.ts'
import type { Config } from './config.ts'

const files: Readonly<Record<CommandName, () => Promise<{ run: (config: Config) => Promise<number> }>>> = {
  serve: () => import('./cli/serve.ts'),
  validate: () => import('./cli/validate.ts'),
  health: () => import('./cli/health.ts'),
  help: () => import('./cli/help.ts'),
  version: () => import('./cli/version.ts')
}

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
  process.stderr.write(`${explain(error, config?.options)}\n`, () => process.exit(1))
})
