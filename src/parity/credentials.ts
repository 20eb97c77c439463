import { defaultWorld } from '../fixtures/read-world.ts'
import { readRegularFile } from '../shared/read-regular-file.ts'
import { ParityError } from './parity-error.ts'
import { parts } from './parts.ts'

/** A test user; `login` or `email` says which. */
export interface UserCredentials {
  readonly login?: string
  readonly email?: string
  readonly password: string
}

export interface ApplicationCredentials {
  readonly id: number
  readonly auth_key: string
  readonly auth_secret: string
  /** Without it, nothing is done as the application. */
  readonly api_key?: string
}

/** Whose hands the scenarios are played with. */
export interface Credentials {
  readonly application: ApplicationCredentials
  /** Three or more, who never had a private dialog with the first of them. */
  readonly users: readonly UserCredentials[]
  /** Another application of the account, for what one may not do to another's things. */
  readonly other_application?: ApplicationCredentials & { readonly users: readonly UserCredentials[] }
}

/** Reads the file; rejects with {@link ParityError} that names what is missing or wrong. */
export async function readCredentials (path: string): Promise<Credentials> {
  const text = await readRegularFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new ParityError(
      `${path}: ${error.code === 'ENOENT' ? 'there is no such file' : `can't be read (${error.code ?? error.message})`}`
    )
  })
  const check = new Check(path)
  const file = check.object(parse(path, text), 'the file')
  const other = file['other_application']
  return {
    application: application(check, file['application'], 'application'),
    users: users(check, file['users'], 'users', parts.length),
    ...(other !== undefined &&
      {
        other_application: {
          ...application(check, other, 'other_application'),
          users: users(check, check.object(other, 'other_application')['users'], 'other_application.users', 1)
        }
      })
  }
}

/**
 * The default world of this mock; its users in an order in which the first three have no private dialog with each
 * other.
 */
export function defaultCredentials (): Credentials {
  const { applications, users: everybody } = defaultWorld()
  const [application, other] = applications.map((
    { id, auth_key: authKey, auth_secret: authSecret, api_keys: [apiKey] }
  ) => ({ id, auth_key: authKey, auth_secret: authSecret, ...(apiKey !== undefined && { api_key: apiKey }) }))
  if (application === undefined || other === undefined) {
    throw new ParityError('The default world has lost its applications')
  }
  const of = (id: number): UserCredentials[] =>
    everybody.filter((user) => user.application_id === id).map(({ login, password }) => ({
      login: login ?? '',
      password: password ?? ''
    }))
  const [alice, bob, ...rest] = of(application.id)
  return {
    application,
    users: [alice, ...rest, bob].filter((user) => user !== undefined),
    other_application: { ...other, users: of(other.id) }
  }
}

function parse (path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ParityError(`${path}: it is not JSON: ${(error as Error).message}`)
  }
}

function application (check: Check, value: unknown, at: string): ApplicationCredentials {
  const { id, auth_key: key, auth_secret: secret, api_key: apiKey } = check.object(value, at)
  if (typeof id !== 'number' || !Number.isSafeInteger(id)) {
    throw check.wrong(`${at}.id`, 'the number of the application')
  }
  return {
    id,
    auth_key: check.text(key, `${at}.auth_key`),
    auth_secret: check.text(secret, `${at}.auth_secret`),
    ...(apiKey !== undefined && { api_key: check.text(apiKey, `${at}.api_key`) })
  }
}

function users (check: Check, value: unknown, at: string, least: number): UserCredentials[] {
  if (!Array.isArray(value) || value.length < least) {
    throw check.wrong(at, `a list of ${least} or more users, each with login (or email) and password`)
  }
  return value.map((one, index) => user(check, one, `${at}[${index}]`))
}

function user (check: Check, value: unknown, at: string): UserCredentials {
  const { login, email, password } = check.object(value, at)
  const name = login === undefined
    ? { email: check.text(email, `${at}.login (or email)`) }
    : { login: check.text(login, `${at}.login`) }
  return { ...name, password: check.text(password, `${at}.password`) }
}

class Check {
  readonly #path: string

  constructor (path: string) {
    this.#path = path
  }

  wrong (at: string, wanted: string): ParityError {
    return new ParityError(`${this.#path}: ${at}: give ${wanted}`)
  }

  object (value: unknown, at: string): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw this.wrong(at, 'an object')
    return value as Record<string, unknown>
  }

  text (value: unknown, at: string): string {
    if (typeof value !== 'string' || value === '') throw this.wrong(at, 'a text')
    return value
  }
}
