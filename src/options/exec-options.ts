import { text } from './option.ts'
import type { Option } from './option.ts'
import { serverOptions } from './server-options.ts'
import type { OptionTable } from './server-options.ts'

const { port, logLevel } = serverOptions

/**
 * The options of `exec`. A variable PORT is more likely meant for the command that it runs, and what that prints is
 * what people want to read.
 */
export const execOptions: OptionTable & { readonly workspace: Option<string> } = {
  ...serverOptions,
  port: { flag: 'port', kind: port.kind, default: 0, help: port.help },
  logLevel: { ...logLevel, default: 'warn' },
  workspace: {
    flag: 'workspace',
    kind: text('NAME', 'a name', 'the name of a workspace'),
    help: 'The workspace that the command meets; the default one without it.'
  }
}
