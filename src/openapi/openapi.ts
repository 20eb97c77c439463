import type { TSchema } from 'typebox'

/**
 * The part of OpenAPI 3.1 that is used here. A schema stands where it is used until the document is put together; then
 * those that have a name become components.
 */
export interface Operation {
  readonly summary: string
  readonly description?: string
  readonly tags: readonly string[]
  /** Who may call it; whoever, where it is an empty list. */
  readonly security?: ReadonlyArray<Readonly<Record<string, readonly string[]>>>
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean, readonly content: Content }
  readonly responses: Readonly<Record<string, Response>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly description?: string
  readonly schema: TSchema
}

export interface Response {
  readonly description: string
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>
  readonly content?: Content
}

export interface Header {
  readonly description: string
  readonly schema: TSchema
}

export type Content = Readonly<Record<string, { readonly schema?: TSchema }>>

/** By path, then by method in lower case. */
export type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

/** What the document consists of; its paths and schemas refer to each other by name. */
export interface Document {
  readonly openapi: '3.1.0'
  readonly info: {
    readonly title: string,
    readonly version: string,
    readonly description: string,
    readonly license: { readonly name: string, readonly identifier: string }
  }
  readonly servers: ReadonlyArray<
    {
      readonly url: string,
      readonly description: string,
      readonly variables?: Readonly<Record<string, { readonly default: string }>>
    }
  >
  readonly security: NonNullable<Operation['security']>
  readonly tags: ReadonlyArray<{ readonly name: string, readonly description: string }>
  readonly paths: Paths
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, object>>
    readonly headers: Readonly<Record<string, Header>>
    readonly schemas: Readonly<Record<string, Schema>>
  }
}

/** A schema as it is written, whatever TypeBox makes of it. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly description?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly patternProperties?: Readonly<Record<string, Schema>>
}

export const json = 'application/json'

export function written (schema: TSchema): Schema {
  return schema
}

/** The fields of an object as parameters, those of a query or of a path. */
export function parametersOf (place: 'path' | 'query', object: TSchema): Parameter[] {
  const { properties = {}, required = [] } = written(object)
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: place,
    ...((place === 'path' || required.includes(name)) && { required: true }),
    ...(description !== undefined && { description }),
    schema
  }))
}
