import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import type { Document, Response } from '../../src/openapi/openapi.ts'

let description: Promise<Described> | undefined

/**
 * Sends a request, and checks that the answer is one that the API's document tells of, if it tells of such a call at
 * all.
 */
export async function documented (
  app: FastifyInstance,
  request: Omit<InjectOptions, 'url'> & { method: NonNullable<InjectOptions['method']>, url: string }
): Promise<LightMyRequestResponse> {
  const answer = await app.inject(request)
  description ??= describe()
  const { document, validate } = await description
  const path = pathOf(request.url, document)
  const method = request.method.toLowerCase()
  const responses = path === undefined ? undefined : document.paths[path]?.[method]?.responses
  if (path === undefined || responses === undefined) return answer
  const status = String(answer.statusCode) in responses ? String(answer.statusCode) : 'default'
  const response = responses[status]
  expect(response, `${method} ${path} answered ${answer.statusCode}, which is not documented`).toBeDefined()
  if (response !== undefined) checkBody([path, method, status], response, answer, validate)
  return answer
}

interface Described {
  readonly document: Document
  /** What is wrong with a value by the schema at these steps into the document. */
  readonly validate: (steps: readonly string[], value: unknown) => string | undefined
}

/** The document of any mock is that of all. */
async function describe (): Promise<Described> {
  const { startMockServer } = await import('../../src/mock-server.ts')
  await using mock = await startMockServer()
  const document = await (await fetch(`${mock.url}/__admin/openapi.json`)).json() as Document
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/, password: true }
  }).addSchema(document, 'api')
  // To compile a schema takes longer than most tests.
  const compiled = new Map<string, ValidateFunction>()
  return {
    document,
    validate (steps, value) {
      const pointer = steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join(
        '/'
      )
      const check = compiled.get(pointer) ?? ajv.compile({ $ref: `api#/${pointer}` })
      compiled.set(pointer, check)
      return check(value) ? undefined : ajv.errorsText(check.errors)
    }
  }
}

/** The documented path of a URL: its workspace and its query don't matter, nor whether it has its `.json`. */
function pathOf (url: string, { paths }: Document): string | undefined {
  const bare = url.replace(/^\/@[^/]*/, '').replace(/\?.*/s, '')
  return Object.keys(paths).find((path) => pattern(path).test(bare))
}

function pattern (path: string): RegExp {
  return new RegExp(`^${path.replace(/\.json$/, '(?:\\.json)?').replace(/\{\w+\}/g, '[^/]+')}$`)
}

function checkBody (
  [path = '', method = '', status = '']: readonly string[],
  { content = {} }: Response,
  answer: LightMyRequestResponse,
  validate: Described['validate']
): void {
  const type = 'application/json'
  const { schema } = content[type] ?? {}
  if (Object.keys(content).length === 0) expect(answer.payload).toBe('')
  // One deleted dialog is answered with nothing.
  if (schema === undefined || (answer.payload === '' && status === '200')) return
  const problems = validate(['paths', path, method, 'responses', status, 'content', type, 'schema'], answer.json())
  expect(problems, `${method} ${path} answered ${status} with ${answer.payload}`).toBeUndefined()
}
