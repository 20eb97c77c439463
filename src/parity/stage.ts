import { randomBytes } from 'node:crypto'
import { idIn, json } from './answer.ts'
import type { Actor, Cast } from './cast.ts'
import type { Answer, Client, Request } from './client.ts'
import { Leftovers } from './leftovers.ts'
import { Names, answerWords } from './names.ts'
import { NotMade } from './obstacles.ts'
import { refuseListed, refuseOld } from './old-dialog.ts'
import { parts } from './parts.ts'
import type { Findings, Part } from './parts.ts'
import { deletion, newDialog, newMessage } from './requests.ts'
import type { Headers } from './requests.ts'

export interface DialogWish {
  /** Without the owner; everybody by default, the sender alone in a private dialog. */
  readonly occupants?: readonly Part[]
  readonly type?: 1 | 2 | 3
  readonly admins?: readonly Part[]
}

/** What one scenario has to work with. */
export class Stage {
  readonly cast: Cast
  readonly #client: Client
  readonly #names = new Names()
  readonly #leftovers: Leftovers
  /** An id of nothing. */
  readonly none: string

  constructor (client: Client, cast: Cast) {
    this.#client = client
    this.cast = cast
    this.#leftovers = new Leftovers(client, cast.application.api_key === undefined ? undefined : this.application)
    this.none = this.nothing('none')
    for (const part of parts) this.#names.user(cast.users[part].id, part)
  }

  /** An id that nothing has. */
  nothing (name: string): string {
    const id = `ff${randomBytes(11).toString('hex')}`
    this.#names.thing(id, name)
    return id
  }

  /** The headers of a user. */
  as (part: Part): Headers {
    return { 'QB-Token': this.cast.users[part].token }
  }

  /** The headers of the application. */
  get application (): Headers {
    return { Authorization: `ApiKey ${this.cast.application.api_key}` }
  }

  userId (part: Part): number {
    return this.cast.users[part].id
  }

  /** The one request that the scenario is about. */
  act (request: Request): Promise<Answer> {
    return this.#client.send(request, 'act')
  }

  look (request: Request): Promise<Answer> {
    return this.#client.send(request, 'look')
  }

  /** Deletes by the ids; `rest` adds headers, a query, a body. */
  delete (
    kind: 'Message' | 'Dialog',
    ids: string,
    headers: Headers,
    rest: { query?: string, body?: Request['body'] } = {}
  ): Promise<Answer> {
    return this.act(deletion(kind, ids, headers, rest))
  }

  /** What a request that prepares the act answers, which must have worked. */
  async prepare (request: Request): Promise<Answer> {
    const answer = await this.#client.send(request, 'make')
    if (answer.status >= 300) {
      throw new NotMade(`to prepare, ${request.method} ${request.path.split('?')[0]} was answered ${this.text(answer)}`)
    }
    return answer
  }

  /** A dialog of the owner, `d1` and so on by name; returns its id. */
  async dialog (
    { type = 2, occupants = type === 3 ? ['sender'] : ['sender', 'third'], admins = [] }: DialogWish = {}
  ): Promise<string> {
    if (type === 3) await this.refuseOldDialog(occupants[0] ?? 'sender')
    const answer = await this.prepare(
      newDialog(this.as('owner'), {
        type,
        name: type === 3 ? '' : 'parity check',
        occupants: occupants.map((part) => this.userId(part)),
        admins: admins.map((part) => this.userId(part))
      })
    )
    if (type === 3) refuseOld(answer)
    return this.made(answer, this.cast.users.owner)
  }

  /** A group of another application, with its one user. */
  async strangersDialog (): Promise<string> {
    const { stranger } = this.cast
    if (stranger === undefined) throw new NotMade('there is no other application')
    const headers = { 'QB-Token': stranger.token }
    const answer = await this.prepare(newDialog(headers, { type: 2, name: 'parity check', occupants: [stranger.id] }))
    return this.made(answer, stranger)
  }

  /** Takes over a dialog that an answer holds: it gets a name, and is taken away in the end. */
  made (answer: Answer, maker: Actor): string {
    const id = idIn(answer)
    if (this.#leftovers.addDialog(id, maker)) this.#names.thing(id, `d${this.#leftovers.dialogs.length}`)
    return id
  }

  /** A message, `m1` and so on by name; returns its id. */
  async message (dialog: string, headers: Headers, text = 'parity check'): Promise<string> {
    return this.sent(await this.prepare(newMessage(headers, dialog, text)))
  }

  /** Gives the message that an answer holds a name. */
  sent (answer: Answer): string {
    const id = idIn(answer)
    this.#names.message(id)
    return id
  }

  /** A token that is ended with the scenario. */
  keepToken (token: string): string {
    this.#leftovers.addToken(token)
    return token
  }

  /** An answer in words, with names for ids. */
  text (answer: Answer): string {
    return answerWords(answer, this.#names)
  }

  /** Ids in words. */
  named (ids: readonly string[]): string {
    return this.#names.list(ids)
  }

  /** Users' ids in words. */
  people (ids: unknown): string {
    return this.#names.users(ids)
  }

  /** The items of a list by name, in their order. */
  listed (answer: Answer): string {
    return this.#listed(answer, this.#nameOf).join(' ')
  }

  readonly #nameOf = (item: Record<string, unknown>): string => this.#names.of(String(item['_id']))

  #listed (answer: Answer, word: (item: Record<string, unknown>) => string): string[] {
    const { items } = json(answer)
    if (answer.status !== 200 || !Array.isArray(items)) return [this.text(answer)]
    return items.length === 0 ? ['nothing'] : items.map(word)
  }

  /** What each user is listed of a dialog's messages. */
  async messagesSeen (dialog: string, by: readonly Part[] = parts): Promise<Findings> {
    return this.#seen(by, `/chat/Message.json?chat_dialog_id=${dialog}`, this.#nameOf)
  }

  /** Which of the dialogs made so far each user is listed, and with whom. */
  async dialogsSeen (by: readonly Part[] = parts): Promise<Findings> {
    const ids = this.#leftovers.dialogs.join(',')
    return this.#seen(
      by,
      `/chat/Dialog.json?_id[in]=${ids}`,
      (item) => `${this.#nameOf(item)}(${this.#names.users(item['occupants_ids'])})`
    )
  }

  async #seen (by: readonly Part[], path: string, word: (item: Record<string, unknown>) => string): Promise<Findings> {
    const sight: Record<string, string> = {}
    for (const part of by) {
      const answer = await this.look({ method: 'GET', path, headers: this.as(part) })
      sight[`${part} sees`] = answer.status === 200
        ? this.#listed(answer, word).sort().join(' ')
        : String(answer.status)
    }
    return sight
  }

  /** Takes away all that was made; returns what could not be. */
  cleanUp (): Promise<string[]> {
    return this.#leftovers.cleanUp()
  }

  /** Looks for a private dialog of the owner with another user, which must not be touched. */
  async refuseOldDialog (other: Part): Promise<void> {
    refuseListed(
      await this.look({ method: 'GET', path: '/chat/Dialog.json?type=3&limit=100', headers: this.as('owner') }),
      this.userId(other)
    )
  }
}
