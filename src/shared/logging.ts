import type { DestinationStream, Logger, LoggerOptions } from 'pino'
import { maskFields, maskUrl } from './redaction.ts'

/** pino's levels; `silent` is no log at all. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

const standardError = 2

/**
 * Opens the log on standard error, pretty at a terminal and in JSON lines elsewhere; none at all for `silent`.
 * It writes at once, so that nothing is lost when the process ends.
 */
export async function openLog (level: LogLevel): Promise<Logger | undefined> {
  if (level === 'silent') return undefined
  const { pino } = await import('pino')
  const output = process.stderr.isTTY ? await prettyOutput() : pino.destination({ dest: standardError, sync: true })
  return pino(loggerOptions(level), output)
}

/** What is logged, with every credential masked. */
export function loggerOptions (level: LogLevel): LoggerOptions {
  return {
    level,
    base: null,
    formatters: { log: maskFields },
    serializers: { url: maskUrl }
  }
}

async function prettyOutput (): Promise<DestinationStream> {
  const { default: pretty } = await import('pino-pretty')
  return pretty({ destination: standardError, sync: true, ignore: 'reqId', translateTime: 'SYS:HH:MM:ss' })
}
