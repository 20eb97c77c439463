import { deletion } from './requests.ts'
import type { Headers } from './requests.ts'
import type { Actor } from './cast.ts'
import type { Client } from './client.ts'
import { endSession } from './session.ts'

/** Keeps account of all that a scenario makes, to take it away again. */
export class Leftovers {
  readonly #client: Client
  readonly #application: Headers | undefined
  readonly #dialogs = new Map<string, Actor>()
  readonly #tokens: string[] = []

  /** With the headers of the application, where there is a key for it. */
  constructor (client: Client, application: Headers | undefined) {
    this.#client = client
    this.#application = application
  }

  /** The ids of the dialogs, in the order they were made. */
  get dialogs (): string[] {
    return [...this.#dialogs.keys()]
  }

  /** False for a dialog that is known already. */
  addDialog (id: string, maker: Actor): boolean {
    if (this.#dialogs.has(id)) return false
    this.#dialogs.set(id, maker)
    return true
  }

  addToken (token: string): void {
    this.#tokens.push(token)
  }

  /** Takes it all away; returns what could not be. */
  async cleanUp (): Promise<string[]> {
    const left: string[] = []
    for (const [id, maker] of this.#dialogs) {
      if (!await this.#destroy(id, maker)) left.push(`dialog ${id}`)
    }
    for (const token of this.#tokens) await endSession(this.#client, token)
    return left
  }

  /** By its maker, and once more by the application where there is a key, in case the maker may not. */
  async #destroy (id: string, { token }: Actor): Promise<boolean> {
    const answers: number[] = []
    for (const headers of [{ 'QB-Token': token }, this.#application]) {
      if (headers !== undefined) {
        answers.push(
          (await this.#client.send(deletion('Dialog', id, headers, { query: 'force=1' }), 'clean up')).status
        )
      }
    }
    return answers.some((status) => status === 200 || status === 404)
  }
}
