import { onOff, text } from './option.ts'
import type { Option } from './option.ts'

/** What `parity` is told. */
export interface ParityOptions {
  readonly url?: string
  readonly credentials?: string
  readonly only?: string
  readonly json?: string
  readonly record?: string
  readonly yes?: boolean
}

type OptionTable = { readonly [Name in keyof ParityOptions]-?: Option<NonNullable<ParityOptions[Name]>> }

/** Every option of `parity`. */
export const parityOptions: OptionTable = {
  url: {
    flag: 'url',
    kind: text('URL', 'a URL', 'one that starts with http:// or https://', /^https?:\/\/./),
    help: 'The server to play against: this mock, or the API address of your account, like https://api.quickblox.com.'
  },
  credentials: {
    flag: 'credentials',
    kind: text('FILE', 'a path', 'a JSON file'),
    help:
      'A JSON file with the application, three test users, and perhaps another application. Without it, those of the ' +
        'default world, for a mock on this machine.'
  },
  only: {
    flag: 'only',
    kind: text(
      'RULES',
      'a list of rules',
      'rules with commas between them, like M8,D9',
      /^\s*[a-z]+\d+(\s*,\s*[a-z]+\d+)*\s*$/i
    ),
    help: 'Play the scenarios of these rules alone, like M8,D9.'
  },
  json: { flag: 'json', kind: text('FILE', 'a path', 'a file to write'), help: 'Write the results to this file.' },
  record: {
    flag: 'record',
    kind: text('FILE', 'a path', 'a file to write'),
    help: 'Write every request and answer to this file, with credentials masked.'
  },
  yes: { flag: 'yes', kind: onOff, default: false, help: 'Do play against a server on another machine.' }
}
