import { UsageError } from '../options/option.ts'
import type { Option } from '../options/option.ts'
import { serverOptions } from '../options/server-options.ts'
import type { Environment } from '../shared/environment.ts'

/**
 * Refuses what `npm start --port 9000` hands on: npm keeps the flag for itself, and what is left would be something
 * else.
 *
 * @throws {UsageError} says where the flags belong
 */
export function refuseKeptFlags (env: Environment): void {
  if (env['npm_lifecycle_event'] !== 'start') return
  const isKept = ({ flag }: Option): boolean =>
    flag !== undefined && env[`npm_config_${flag.replaceAll('-', '_')}`] !== undefined
  const kept = Object.values<Option>(serverOptions).find(isKept)
  if (kept === undefined) return
  // What is left is not shown: a connection string has a password.
  const usage = [`--${kept.flag}`, kept.kind.placeholder].filter((word) => word !== undefined).join(' ')
  throw new UsageError(`--${kept.flag}: npm kept this flag for itself; put -- before the flags: npm start -- ${usage}`)
}
