import type { Fault, PlannedFault } from '../../../workspace/faults/fault.ts'
import type { JournalEntry as Entry } from '../../../workspace/journal/journal-entry.ts'
import type { ShippedWorld } from '../../../fixtures/shipped.ts'
import type { FidelitySwitches } from '../../../options/switches.ts'
import type { PageSession, StateAnswer } from '../model/world.ts'

export type { PlannedFault, ShippedWorld }

/** A request; `ignored` are the names of the parameters that nothing came of. */
export type JournalEntry = Entry & { readonly ignored?: readonly string[] }

/** What `/__admin` refused, with one line for each thing that is wrong. */
export class AdminError extends Error {
  override readonly name = 'AdminError'
  readonly status: number

  constructor (status: number, problems: readonly string[]) {
    super(problems.join('\n'))
    this.status = status
  }
}

export type Advance = Partial<Record<'hours' | 'minutes', number>>

/** `/__admin` of one workspace; each call rejects with AdminError. */
export class Admin {
  /** Of the workspace: '' or `/@NAME`. */
  readonly prefix: string
  readonly #token: () => string | null

  constructor (prefix: string, token: () => string | null) {
    this.prefix = prefix
    this.#token = token
  }

  state = async (): Promise<StateAnswer> => this.#read('state?destroyed=true')
  sessions = async (): Promise<PageSession[]> => (await this.#read<{ sessions: PageSession[] }>('sessions')).sessions
  settings = async (): Promise<FidelitySwitches> => this.#read('settings')
  requests = async (limit: number): Promise<JournalEntry[]> =>
    (await this.#read<{ requests: JournalEntry[] }>(`requests?limit=${limit}`)).requests

  forgetRequests = async (): Promise<void> => this.#call('DELETE', 'requests')
  faults = async (): Promise<PlannedFault[]> => (await this.#read<{ faults: PlannedFault[] }>('faults')).faults
  plan = async (fault: Fault): Promise<void> => this.#call('POST', 'faults', fault)
  dropFaults = async (): Promise<void> => this.#call('DELETE', 'faults')
  clock = async (): Promise<number> => Date.parse((await this.#read<{ now: string }>('clock')).now)
  advance = async (by: Advance): Promise<void> => this.#call('PUT', 'clock', { advance: by })
  setClock = async (now: string): Promise<void> => this.#call('PUT', 'clock', { now })
  realTime = async (): Promise<void> => this.#call('DELETE', 'clock')
  reset = async (): Promise<void> => this.#call('POST', 'reset')
  worlds = async (): Promise<ShippedWorld[]> => (await this.#read<{ worlds: ShippedWorld[] }>('worlds')).worlds
  /** The whole present world, as the text of a fixtures file. */
  export = async (): Promise<string> => (await this.#fetch('GET', 'fixtures')).text()

  load = async (fixtures: unknown): Promise<void> => this.#call('PUT', 'fixtures', fixtures)
  workspaces = async (): Promise<string[]> =>
    (await this.#read<{ workspaces: Array<{ name: string }> }>('workspaces')).workspaces.map(({ name }) => name)

  /** An answer that goes on for as long as it is read. */
  async open (path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
    const { body } = await this.#fetch('GET', path, undefined, signal)
    if (body === null) throw new Error('The stream has no body')
    return body
  }

  async #read<T> (path: string): Promise<T> {
    return (await this.#fetch('GET', path)).json()
  }

  async #call (method: string, path: string, body?: unknown): Promise<void> {
    await this.#fetch(method, path, body)
  }

  async #fetch (method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Response> {
    const token = this.#token()
    const response = await fetch(`${this.prefix}/__admin/${path}`, {
      method,
      headers: {
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' })
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal })
    })
    if (!response.ok) throw new AdminError(response.status, await problemsIn(response))
    return response
  }
}

async function problemsIn (response: Response): Promise<string[]> {
  const text = await response.text()
  try {
    return JSON.parse(text).errors
  } catch {
    return [`${response.status} ${text}`]
  }
}
