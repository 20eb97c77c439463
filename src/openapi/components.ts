import type { Schema } from './openapi.ts'

/** A document with references in it, and what they refer to. */
export interface Hoisted<T> {
  readonly document: T
  readonly schemas: Readonly<Record<string, Schema>>
}

/** Puts a reference wherever the document, or one of these schemas, holds one of these very schemas. */
export function hoist<T> (document: T, named: Readonly<Record<string, unknown>>): Hoisted<T> {
  const names = new Map(Object.entries(named).map(([name, schema]) => [schema, name]))
  const schemas: Record<string, Schema> = {}
  const inside = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(referred)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, referred(one)]))
  }
  const referred = (value: unknown): unknown => {
    const name = names.get(value)
    if (name === undefined) return inside(value)
    schemas[name] ??= inside(value) as Schema
    return { $ref: `#/components/schemas/${name}` }
  }
  return { document: inside(document) as T, schemas }
}
