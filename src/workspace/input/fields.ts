import { isObject } from '../../shared/is-object.ts'

/** A schema of JSON Schema, as it is written in the document of the API. */
type JsonSchema = Readonly<Record<string, unknown>>

/** What a field takes: said to people, checked, and told in the document. */
export interface Field<Value = unknown> {
  /** Completes `must be ...`. */
  readonly must: string
  readonly test: (value: unknown) => value is Value
  readonly schema: JsonSchema
  /** Those of the object that it is. */
  readonly fields?: Fields
}

/** Every field that an object may have. */
export type Fields = Readonly<Record<string, Field>>

/** The fields of an object of this type, all of them and no other. */
export type FieldsOf<Thing, Names extends keyof Thing = keyof Thing> = {
  readonly [Name in Names]-?: Field<Exclude<Thing[Name], undefined>>
}

export const positive: Field<number> = {
  must: 'a positive whole number',
  test: (value): value is number => Number.isSafeInteger(value) && Number(value) > 0,
  schema: { type: 'integer', minimum: 1 }
}
export const finite: Field<number> = { must: 'a number', test: isNumber, schema: { type: 'number' } }
export const someText: Field<string> = {
  must: 'a string that is not empty',
  test: (value): value is string => typeof value === 'string' && value !== '',
  schema: { type: 'string', minLength: 1 }
}
export const numeral = matching('a positive whole number', '^[1-9][0-9]{0,14}$')
export const path = matching('a path that starts with "/", without the prefix of a workspace', '^/([^@]|$)')
export const method = matching('a method like "DELETE"', '^[A-Za-z]+$')
export const flag: Field<'true' | 'false'> = { ...oneOf(['true', 'false']), must: 'true or false' }

/** The pattern is one that JSON Schema reads as JavaScript does. */
function matching (must: string, pattern: string): Field<string> {
  const expression = new RegExp(pattern)
  return {
    must,
    test: (value): value is string => typeof value === 'string' && expression.test(value),
    schema: { type: 'string', pattern }
  }
}

export function whole (least: number, most: number): Field<number> {
  const range = between('a whole number', least, most)
  return {
    ...range,
    test: (value): value is number => Number.isInteger(value) && range.test(value),
    schema: { ...range.schema, type: 'integer' }
  }
}

export function between (what: string, least: number, most: number): Field<number> {
  return {
    must: `${what} from ${least} to ${most}`,
    test: (value): value is number => isNumber(value) && value >= least && value <= most,
    schema: { type: 'number', minimum: least, maximum: most }
  }
}

export function oneOf<const Value> (values: readonly Value[]): Field<Value> {
  return {
    must: values.map((value) => JSON.stringify(value)).join(' or '),
    test: (value): value is Value => values.some((one) => one === value),
    schema: { enum: values }
  }
}

export function either<One, Other> (one: Field<One>, other: Field<Other>): Field<One | Other> {
  return {
    must: `${one.must} or ${other.must}`,
    test: (value): value is One | Other => one.test(value) || other.test(value),
    schema: { anyOf: [one.schema, other.schema] }
  }
}

/** An object with these fields, each of which may be left out. */
export function objectOf<Thing> (fields: Fields & FieldsOf<Thing>, must = 'an object'): Field<Thing> {
  const properties = Object.fromEntries(Object.entries<Field>(fields).map(([name, { schema }]) => [name, schema]))
  return {
    must,
    test: (value): value is Thing => isObject(value),
    schema: { type: 'object', properties, additionalProperties: false },
    fields
  }
}

/** The same field, with what the document says of it. */
export function about<Value> (description: string, field: Field<Value>): Field<Value> {
  return { ...field, schema: { ...field.schema, description } }
}

function isNumber (value: unknown): value is number {
  return Number.isFinite(value)
}
