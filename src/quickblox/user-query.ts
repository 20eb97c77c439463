import type { UserQuery } from '../chat/list-users.ts'
import type { Condition, SortKey, UserField } from '../store/query.ts'
import type { Parameters } from './body.ts'
import { invalid } from './errors.ts'
import { nested, wholeNumber } from './fields.ts'
import { readValue } from './list-values.ts'
import type { FieldKinds } from './list-values.ts'

const fields: FieldKinds<UserField> = {
  id: 'number',
  full_name: 'text',
  email: 'text',
  login: 'text',
  phone: 'text',
  website: 'text',
  created_at: 'date',
  updated_at: 'date',
  last_request_at: 'date',
  external_user_id: 'text',
  facebook_id: 'text',
  twitter_id: 'text'
}

const operators = { gt: 'gt', lt: 'lt', ge: 'gte', le: 'lte', eq: 'eq', ne: 'ne' } as const

/**
 * Reads `page`, `per_page`, `order=asc date created_at` and each `filter[]=number id in 1,2`; throws a 422 for what it
 * can't use.
 */
export function readUserQuery (query: Parameters): UserQuery {
  const { filter, order } = nested(query)
  return {
    where: textsOf(filter).flatMap(readFilter),
    sort: order === undefined ? [] : [readOrder(order)],
    page: natural(query, 'page') ?? 1,
    perPage: Math.min(natural(query, 'per_page') ?? 10, 100)
  }
}

function textsOf (filter: unknown): unknown[] {
  return typeof filter === 'object' && filter !== null ? Object.values(filter) : filter === undefined ? [] : [filter]
}

function readFilter (filter: unknown): Array<Condition<UserField>> {
  const [, name = '', operator = '', value = ''] =
    /^(?:string|number|date)[ +](\w+)[ +](gt|lt|ge|le|eq|ne|between|in)[ +](.*)/s.exec(alone(filter)) ?? []
  const field = fieldOf(name)
  if (field === undefined) {
    throw invalid(
      'filter[]',
      `must be TYPE FIELD OPERATOR VALUE, like number id in 1,2; fields are ${Object.keys(fields).join(', ')}`
    )
  }
  const read = (one: string) => readValue(one, fields[field], (what) => invalid('filter[]', `${name} ${what}`))
  if (operator === 'in') return [{ field, operator, value: value.split(',').map(read) }]
  if (operator === 'between') {
    const [from = '', to = ''] = value.split(',')
    return [{ field, operator: 'gte', value: read(from) }, { field, operator: 'lte', value: read(to) }]
  }
  return [{ field, operator: operators[operator as keyof typeof operators], value: read(value) }]
}

function readOrder (order: unknown): SortKey<UserField> {
  const [, direction, name = ''] = /^(asc|desc)[ +](?:string|number|date)[ +](\w+)$/.exec(alone(order)) ?? []
  const field = fieldOf(name)
  if (field === undefined) throw invalid('order', 'must be asc or desc, a type and a field, like asc date created_at')
  return { field, descending: direction === 'desc' }
}

/** What is no text means nothing here; much of it could not be written as one. */
function alone (value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function fieldOf (name: string): UserField | undefined {
  return Object.hasOwn(fields, name) ? name as UserField : undefined
}

function natural (query: Parameters, name: string): number | undefined {
  const number = wholeNumber(query, name)
  if ((number ?? 1) < 1) throw invalid(name, 'must be 1 or more')
  return number
}
