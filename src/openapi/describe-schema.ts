import { escape } from './html.ts'
import type { Schema } from './openapi.ts'

/** A schema in the manner of TypeScript, as HTML; what has a name is a link to it. */
export function describeSchema (schema: Schema, indent = ''): string {
  if (schema.$ref !== undefined) return link(schema.$ref.replace(/^.*\//, ''))
  if (schema.anyOf !== undefined) return schema.anyOf.map((one) => describeSchema(one, indent)).join(' | ')
  if (schema.enum !== undefined) return schema.enum.map(literal).join(' | ')
  if (schema.const !== undefined) return literal(schema.const)
  if (schema.properties !== undefined) return fields(schema, indent)
  if (schema.items !== undefined) return list(describeSchema(schema.items, indent))
  const [values] = Object.values(schema.patternProperties ?? {})
  if (values !== undefined) return `{ [name]: ${describeSchema(values, indent)} }`
  return [schema.type ?? 'any'].flat().join(' | ')
}

function fields ({ properties = {}, required = [] }: Schema, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).flatMap(([name, field]) => [
    ...(field.description === undefined ? [] : [`${inner}<i>// ${escape(field.description)}</i>`]),
    `${inner}${escape(name)}${required.includes(name) ? '' : '?'}: ${describeSchema(field, inner)}`
  ])
  return `{\n${lines.join('\n')}\n${indent}}`
}

function list (items: string): string {
  return /[ {]/.test(items.replace(/<[^<>]*>/g, '')) ? `Array&lt;${items}&gt;` : `${items}[]`
}

function link (name: string): string {
  return `<a href="#${escape(name)}">${escape(name)}</a>`
}

function literal (value: unknown): string {
  return escape(JSON.stringify(value))
}
