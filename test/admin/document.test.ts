import { expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>
}

interface Operation {
  readonly tags: readonly string[]
  readonly parameters?: ReadonlyArray<{ readonly name: string }>
  readonly requestBody?: Content
  readonly responses: Readonly<Record<string, Content>>
}

/** Every call: its parameters and its body, and what each answer holds. */
const calls = [
  'Clock: DELETE /__admin/clock () 200 Now',
  'Clock: GET /__admin/clock () 200 Now',
  'Clock: PUT /__admin/clock (SetClock) 200 Now, 422 Errors',
  'Document: GET /__admin/docs () 200 text/html',
  'Document: GET /__admin/openapi.json () 200 application/json',
  'Faults: DELETE /__admin/faults () 204',
  'Faults: DELETE /__admin/faults/{id} (id) 204, 404 Errors',
  'Faults: GET /__admin/faults () 200 Faults',
  'Faults: POST /__admin/faults (Fault) 201 PlannedFault, 409 Errors, 422 Errors',
  'Health: GET /__admin/ca.pem () 200 application/x-x509-ca-cert, 404 Errors',
  'Health: GET /__admin/health () 200 Health, 503 Health',
  'Health: GET /livez () 200 Ok',
  'Health: GET /readyz () 200 Ok, 503 Errors',
  'Inspector: GET / () 200 text/html',
  'Inspector: GET /__admin () 200 text/html',
  'Inspector: GET /__admin/sessions () 200 Sessions',
  'Inspector: GET /__admin/settings () 200 Settings',
  'Inspector: GET /__admin/worlds () 200 ShippedWorlds',
  'Journal: DELETE /__admin/requests () 204',
  'Journal: GET /__admin/requests (limit, before) 200 Requests, 404 Errors, 409 Errors, 422 Errors',
  'Journal: GET /__admin/requests/stream () 200 text/event-stream',
  'Journal: POST /__admin/requests/count (CountFilter) 200 Count, 409 Errors, 422 Errors, 429 Errors',
  'Journal: POST /__admin/requests/find (limit, before, RequestFilter) 200 Requests, 404 Errors, 409 ' +
    'Errors, 422 Errors',
  'Workspaces: DELETE /__admin/workspaces/{name} (name) 204, 404 Errors, 409 Errors',
  'Workspaces: GET /__admin/workspaces () 200 Workspaces',
  'World: GET /__admin/fixtures () 200 ExportedFixtures',
  'World: GET /__admin/state (as, destroyed) 200 State, 404 Errors',
  'World: POST /__admin/fixtures (Fixtures) 200 ExportedFixtures, 404 Errors, 422 Errors',
  'World: POST /__admin/reset () 204',
  'World: PUT /__admin/fixtures (world, Fixtures) 200 ExportedFixtures, 404 Errors, 422 Errors'
]

const typeOf = ({ content = {} }: Content): string =>
  Object.entries(content).map(([type, { schema }]) => schema?.$ref?.replace(/.*\//, '') ?? type).join()

function told (path: string, method: string, { tags, parameters = [], requestBody, responses }: Operation): string {
  const asked = [...parameters.map(({ name }) => name), ...(requestBody === undefined ? [] : [typeOf(requestBody)])]
  const answered = Object.entries(responses).filter(([status]) => status !== 'default')
    .map(([status, response]) => `${status} ${typeOf(response)}`.trim())
  return `${tags.join()}: ${method.toUpperCase()} ${path} (${asked.join(', ')}) ${answered.join(', ')}`
}

test('the document tells every call of the mock itself, what it takes and what it answers', async () => {
  await using control = await administer(await openStores({ store: 'memory' }))
  const { paths } = (await control.app.inject('/__admin/openapi.json')).json() as {
    paths: Record<string, Record<string, Operation>>
  }
  const own = Object.entries(paths).filter(([path]) => /^\/(__admin|livez|readyz|$)/.test(path))
  expect(own.flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => told(path, method, operation))
  ).sort()).toEqual(calls)
})
