import type { Fixtures } from './fixtures/fixtures.ts'

/** A mock that runs in another process. */
export interface SharedMock {
  /** Where it listens: `http://127.0.0.1:8080`. Undefined is refused. */
  readonly url: string | undefined
  /** The token that its `/__admin` asks for, if any. */
  readonly adminToken?: string
  /** What every workspace starts from; by default what the mock was started with. */
  readonly fixtures?: Fixtures | { toJSON(): Fixtures }
}

/** A workspace of a mock in another process. */
export interface SharedWorkspace extends AsyncDisposable {
  readonly name: string
  /** What a client takes for the vendor's host, without a slash at the end. */
  readonly url: string
  /**
   * Calls its `/__admin`: `admin('GET', 'state?as=123')`, `admin('POST', 'faults', { status: 500 })`.
   *
   * @returns what is answered, read from JSON; undefined where nothing is
   * @throws Error with every problem that the answer tells
   */
  admin<T = unknown>(method: string, path: string, body?: unknown): Promise<T>
}

/** Opens a workspace of that mock; it is deleted there when the handle is disposed of. */
export async function openSharedWorkspace (
  { url: given, adminToken, fixtures }: SharedMock,
  name: string
): Promise<SharedWorkspace> {
  const base = given?.replace(/(?<!\/)\/+$/, '')
  const url = `${base}/@${name}`
  const authorization = adminToken !== undefined && { authorization: `Bearer ${adminToken}` }
  const call = async (target: string, method: string, body?: unknown): Promise<unknown> => {
    const json = body !== undefined && { 'content-type': 'application/json' }
    const headers = { ...authorization, ...json }
    const answer = await fetch(target, { method, headers, ...(json && { body: JSON.stringify(body) }) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${target} is answered ${answer.status}: ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
  await (fixtures === undefined
    ? call(`${url}/__admin/reset`, 'POST')
    : call(`${url}/__admin/fixtures`, 'PUT', fixtures))
  return {
    name,
    url,
    admin: async <T>(method: string, path: string, body?: unknown) =>
      await call(`${url}/__admin/${path}`, method, body) as T,
    [Symbol.asyncDispose]: async () => {
      await call(`${base}/__admin/workspaces/${name}`, 'DELETE')
    }
  }
}
