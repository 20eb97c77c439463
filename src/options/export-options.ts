import { text } from './option.ts'
import type { Option } from './option.ts'
import { serverOptions } from './server-options.ts'

/** What `export` is told. */
export interface ExportOptions {
  readonly url?: string
  readonly workspace?: string
  readonly adminToken?: string
}

type OptionTable = { readonly [Name in keyof ExportOptions]-?: Option<NonNullable<ExportOptions[Name]>> }

/** Every option of `export`. */
export const exportOptions: OptionTable = {
  url: {
    flag: 'url',
    kind: text('URL', 'a URL', 'one that starts with http:// or https://', /^https?:\/\/./),
    help: 'The running mock, like http://127.0.0.1:8080.'
  },
  workspace: {
    flag: 'workspace',
    kind: text('NAME', 'a name', 'the name of a workspace'),
    help: 'The workspace whose world it is; the default one without it.'
  },
  adminToken: { ...serverOptions.adminToken, help: 'The token that /__admin of the mock needs, if it does.' }
}
