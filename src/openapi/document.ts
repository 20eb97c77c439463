import { readPackage } from '../shared/package.ts'
import * as fixtureSchemas from '../fixtures/schema.ts'
import * as vendorSchemas from '../quickblox/schemas.ts'
import { hoist } from './components.ts'
import { adminPaths } from './admin.ts'
import type { AdminApi } from './admin.ts'
import type { Document, Operation, Paths } from './openapi.ts'
import { vendorHeaders, vendorPaths } from './vendor.ts'

const about =
  'The calls of the QuickBlox chat API that this mock answers, and, under `/__admin`, those by which it is ' +
  `administered.
What is said of the vendor's calls and marked "ours" is a guess of this project; the rest is documented or was seen.`

const tags = [
  ['Deletion', 'The two calls that this mock is for.'],
  ['Dialogs and messages', 'What a client does before and after.'],
  ['Users', 'Who there is, to read only.'],
  ['Sessions', 'Who calls.'],
  ['World', 'What there is.'],
  ['Journal', 'What was asked.'],
  ['Faults', 'What will go wrong.'],
  ['Clock', 'What time it is.'],
  ['Workspaces', 'Worlds beside each other.'],
  ['Inspector', 'What the page that shows who still sees what needs besides.'],
  ['Health', 'For whatever runs the mock.'],
  ['Document', 'This.']
] as const

const securitySchemes = {
  token: { type: 'apiKey', in: 'header', name: 'QB-Token', description: 'The token of a session.' },
  apiKey: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: '`ApiKey KEY`, with a key of an application.'
  },
  admin: { type: 'http', scheme: 'bearer', description: 'The token that the mock was started with, if any.' }
}

/** A document of OpenAPI 3.1 about the vendor's calls and those of `/__admin`. */
export function openApiDocument (api: AdminApi): Document {
  const { version, license } = readPackage()
  const { document: paths, schemas } = hoist(identified({ ...vendorPaths, ...adminPaths(api) }), {
    ...fixtureSchemas,
    ...vendorSchemas,
    ...api.schemas
  })
  return {
    openapi: '3.1.0',
    info: {
      title: 'quickblox-delete-mock',
      version,
      description: about,
      license: { name: license, identifier: license }
    },
    servers: [
      { url: '/', description: 'The default workspace.' },
      {
        url: '/@{workspace}',
        description: 'Another, made on first use.',
        variables: { workspace: { default: 'worker-1' } }
      }
    ],
    security: [{}, { admin: [] }],
    tags: tags.map(([name, description]) => ({ name, description })),
    paths,
    components: { securitySchemes, headers: vendorHeaders, schemas: alphabetical(schemas) }
  }
}

function alphabetical<T> (things: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(things).sort(([one], [other]) => one < other ? -1 : 1))
}

/** Each call with a name of its own, for the clients that are made from the document: `postAdminRequestsFind`. */
function identified (paths: Paths): Record<string, Record<string, Operation & { operationId: string }>> {
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(
        Object.entries(operations).map((
          [method, operation]
        ) => [method, { operationId: method + wordsOf(path), ...operation }])
      )
    ])
  )
}

function wordsOf (path: string): string {
  return path.replace(/\.json$/, '').split(/[^a-z]+/i).map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')
}
