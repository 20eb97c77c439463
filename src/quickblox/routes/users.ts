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
import { bothPaths } from '../paths.ts'

type UserRequest = FastifyRequest<{ Params: { id?: string }, Querystring: Fields }>

/** `GET /users.json`, `/users/ID.json`, `/users/by_login.json`, `by_email`, `by_full_name` */
export function userRoutes (app: FastifyInstance, switches: FidelitySwitches): void {
  for (const { path, known, answer } of calls) {
    for (const spelling of path.endsWith(':id') ? [path] : bothPaths(path)) {
      app.get<{ Params: { id?: string }, Querystring: Fields }>(spelling, authenticated, async (request) => {
        return answer(request, requireCaller(request), knownParameters(request, known, switches))
      })
    }
  }
}

interface Call {
  readonly path: string
  readonly known: ReadonlySet<string>
  readonly answer: (request: UserRequest, caller: Caller, asked: Fields) => Promise<object>
}

const paged = ['filter', 'order', 'page', 'per_page']

const calls: readonly Call[] = [
  { path: '/users', known: new Set(paged), answer: (request, caller, asked) => list(request, caller, asked, {}) },
  {
    path: '/users/by_login',
    known: new Set(['login']),
    answer: (request, caller, asked) => one(request, caller, { login: required(asked, 'login') })
  },
  {
    path: '/users/by_email',
    known: new Set(['email']),
    answer: (request, caller, asked) => one(request, caller, { email: required(asked, 'email') })
  },
  {
    path: '/users/by_full_name',
    known: new Set([...paged, 'full_name']),
    answer: (request, caller, asked) => list(request, caller, asked, named(required(asked, 'full_name')))
  },
  {
    path: '/users/:id',
    known: new Set(),
    answer: (request, caller) => one(request, caller, { id: idOf(request.params.id) })
  }
]

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
  const [, id = '0'] = /^([1-9]\d{0,15})(?:\.json)?$/.exec(segment) ?? []
  return Number(id)
}
