import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findUser, listUsers } from '../../chat/list-users.ts'
import type { UserQuery } from '../../chat/list-users.ts'
import type { Caller } from '../../deletion/verdict.ts'
import { authenticated, requireCaller } from '../authentication.ts'
import type { Parameters as Fields } from '../body.ts'
import { invalid, notFound } from '../errors.ts'
import { text } from '../fields.ts'
import type { FidelitySwitches } from '../../options/switches.ts'
import { knownParameters } from '../list-parameters.ts'
import { userObject } from '../objects/user.ts'
import { readUserQuery } from '../user-query.ts'
import { withoutExtension } from '../ids.ts'
import { addRoutes, bothPaths } from '../paths.ts'
import type { IdsRoute } from '../paths.ts'

type UserRequest = FastifyRequest<IdsRoute>

/** `GET /users.json`, `/users/ID.json`, `/users/by_login.json`, `by_email`, `by_full_name` */
export function userRoutes (app: FastifyInstance, switches: FidelitySwitches): void {
  const answered = async (request: UserRequest, { known, answer }: Call): Promise<object> =>
    answer(request, requireCaller(request), knownParameters(request, known, switches))
  addRoutes(app, bothPaths('/users'), { GET: (request) => answered(request, all) }, authenticated)
  addRoutes(app, ['/users/:ids'], {
    GET: (request) => answered(request, searches.get(withoutExtension(request.params.ids ?? '')) ?? byId)
  }, authenticated)
}

interface Call {
  readonly known: ReadonlySet<string>
  readonly answer: (request: UserRequest, caller: Caller, asked: Fields) => Promise<object>
}

const paged = ['filter', 'order', 'page', 'per_page']

const all: Call = {
  known: new Set(paged),
  answer: (request, caller, asked) => list(request, caller, asked, {})
}

const byId: Call = {
  known: new Set(),
  answer: (request, caller) => one(request, caller, { id: idOf(request.params.ids) })
}

/** What stands where an id could. */
const searches: ReadonlyMap<string, Call> = new Map([
  ['by_login', {
    known: new Set(['login']),
    answer: (request, caller, asked) => one(request, caller, { login: required(asked, 'login') })
  }],
  ['by_email', {
    known: new Set(['email']),
    answer: (request, caller, asked) => one(request, caller, { email: required(asked, 'email') })
  }],
  ['by_full_name', {
    known: new Set([...paged, 'full_name']),
    answer: (request, caller, asked) => list(request, caller, asked, named(required(asked, 'full_name')))
  }]
])

async function one ({ store }: UserRequest, caller: Caller, by: Parameters<typeof findUser>[2]): Promise<object> {
  const user = await findUser(store, caller, by)
  if (user === undefined) throw notFound()
  return userObject(user)
}

async function list (
  request: UserRequest, caller: Caller, parameters: Fields, { where = [] }: Partial<UserQuery>
): Promise<object> {
  const asked = readUserQuery(parameters)
  const { total, users } = await listUsers(request.store, caller, { ...asked, where: [...asked.where, ...where] })
  return { current_page: asked.page, per_page: asked.perPage, total_entries: total, items: users.map(userObject) }
}

/** Who has this text in his name; MongoDB looks for no NUL and no endless text. */
function named (name: string): Partial<UserQuery> {
  if (!/^[^\0]{3,1000}$/.test(name)) throw invalid('full_name', 'must have 3 to 1000 characters')
  return { where: [{ field: 'full_name', operator: 'ctn', value: name }] }
}

function required (asked: Fields, name: string): string {
  const value = text(asked, name) ?? ''
  if (value === '') throw invalid(name, 'is required')
  return value
}

/** 0 is nobody's. */
function idOf (segment = ''): number {
  const [id = '0'] = /^[1-9]\d{0,15}$/.exec(withoutExtension(segment)) ?? []
  return Number(id)
}
