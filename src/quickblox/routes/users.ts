import type { FastifyInstance, FastifyRequest } from 'fastify'
import { findUser, listUsers } from '../../chat/list-users.ts'
import type { UserQuery } from '../../chat/list-users.ts'
import type { Caller } from '../../deletion/verdict.ts'
import { authenticated } from '../authentication.ts'
import type { Parameters as Fields } from '../body.ts'
import { invalid, notFound, tokenRequired } from '../errors.ts'
import { text } from '../fields.ts'
import { listParameters } from '../list-parameters.ts'
import { userObject } from '../objects/user.ts'
import { readUserQuery } from '../user-query.ts'
import { bothPaths } from '../paths.ts'

type UserRequest = FastifyRequest<{ Params: { id?: string }, Querystring: Fields }>

/** `GET /users.json`, `/users/ID.json`, `/users/by_login.json`, `by_email`, `by_full_name` */
export async function userRoutes (app: FastifyInstance): Promise<void> {
  const calls: ReadonlyArray<readonly [string, (request: UserRequest, caller: Caller) => Promise<object>]> = [
    ['/users', (request, caller) => list(request, caller, {})],
    ['/users/by_login', (request, caller) => one(request, caller, { login: required(request, 'login') })],
    ['/users/by_email', (request, caller) => one(request, caller, { email: required(request, 'email') })],
    ['/users/by_full_name', (request, caller) => list(request, caller, named(required(request, 'full_name')))],
    ['/users/:id', (request, caller) => one(request, caller, { id: idOf(request.params.id) })]
  ]
  for (const [path, answer] of calls) {
    for (const spelling of path.endsWith(':id') ? [path] : bothPaths(path)) {
      app.get<{ Params: { id?: string }, Querystring: Fields }>(spelling, authenticated, async (request) => {
        if (request.caller === null) throw tokenRequired()
        return answer(request, request.caller)
      })
    }
  }
}

async function one ({ store }: UserRequest, caller: Caller, by: Parameters<typeof findUser>[2]): Promise<object> {
  const user = await findUser(store, caller, by)
  if (user === undefined) throw notFound()
  return userObject(user)
}

async function list (request: UserRequest, caller: Caller, { where = [] }: Partial<UserQuery>): Promise<object> {
  const asked = readUserQuery(listParameters(request))
  const { total, users } = await listUsers(request.store, caller, { ...asked, where: [...asked.where, ...where] })
  return { current_page: asked.page, per_page: asked.perPage, total_entries: total, items: users.map(userObject) }
}

/** Who has this text in his name; MongoDB looks for no NUL and no endless text. */
function named (name: string): Partial<UserQuery> {
  if (!/^[^\0]{3,1000}$/.test(name)) throw invalid('full_name', 'must have 3 to 1000 characters')
  return { where: [{ field: 'full_name', operator: 'ctn', value: name }] }
}

function required (request: UserRequest, name: string): string {
  const value = text(listParameters(request), name) ?? ''
  if (value === '') throw invalid(name, 'is required')
  return value
}

/** 0 is nobody's. */
function idOf (segment = ''): number {
  const [, id = '0'] = /^([1-9]\d{0,15})(?:\.json)?$/.exec(segment) ?? []
  return Number(id)
}
