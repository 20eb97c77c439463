import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { expect } from 'vitest'
import { stateOf } from '../../src/workspace/state.ts'
import type { Workspace } from '../../src/workspace/workspace.ts'
import { d, m } from '../helpers/world.ts'
import type { ModelAct, ModelFault } from './acts.ts'
import { Administration } from './administration.ts'
import type { Asker, Model, ModelAnswer, ModelDialog, ModelMessage } from './model.ts'
import type { ModelRequest, Spelling } from './requests.ts'
import { at, usersOf } from './scene.ts'

type Of<What> = Extract<ModelRequest, { what: What }>

/** Where is played. */
export interface Place {
  /** What URLs begin with. */
  readonly prefix: string
  workspace(): Promise<Workspace>
  /** The world of the fixtures. */
  model(): Model
}

/** Plays requests to the servers of one store in turn and to the model, and expects the same of both. */
export class Play {
  readonly #apps: readonly FastifyInstance[]
  #turn = 0
  readonly #administration: Administration
  readonly #place: Place
  #model: Model
  // Everything there ever was: what is gone is asked for, too.
  readonly #ids: { readonly Message: string[], readonly Dialog: string[] }

  constructor (apps: readonly FastifyInstance[], place: Place) {
    this.#apps = apps
    this.#place = place
    this.#model = place.model()
    this.#administration = new Administration(apps, place.prefix)
    this.#ids = { Message: [...this.#model.messages.keys(), m(9999)], Dialog: [...this.#model.dialogs.keys()] }
  }

  async act (act: ModelAct): Promise<void> {
    if (await this.#administration.act(act)) this.#model = this.#place.model()
  }

  async ask (request: ModelRequest): Promise<void> {
    const { asker } = request.who
    if (typeof asker === 'number') return this.#refused(request, asker)
    const fault = this.#administration.strike(methodOf(request))
    if (fault !== undefined) return this.#struck(request, asker, fault)
    switch (request.what) {
      case 'list dialogs': return this.#listDialogs(request, asker)
      case 'list messages': return this.#listMessages(request, asker)
      case 'create dialog': return this.#createDialog(request, asker)
      case 'create message': return this.#createMessage(request, asker)
      default: return this.#delete(request, asker)
    }
  }

  /** That the worlds are the same, as a whole and as each user sees it. */
  async compare (): Promise<void> {
    const { dialogs, messages } = await (await this.#place.workspace()).store.dump()
    expect(
      dialogs.map((
        one
      ) => [one._id, one.type, one.user_id, sorted(one.occupants_ids), sorted(one.admins_ids), sorted(one.deleted_for)])
        .sort()
    )
      .toEqual(
        [...this.#model.dialogs.values()].map((
          one
        ) => [one.id, one.type, one.owner, sorted(one.occupants), sorted(one.admins), sorted(one.hiddenFrom)]).sort()
      )
    expect(messages.map((one) => [one._id, one.chat_dialog_id, one.sender_id, sorted(one.deleted_for)]).sort())
      .toEqual(
        [...this.#model.messages.values()].map((one) => [one.id, one.dialog.id, one.sender, sorted(one.hiddenFrom)])
          .sort()
      )
    for (const [application, users] of Object.entries(usersOf)) {
      for (const user of users) await this.#compareView({ application: Number(application), user })
    }
  }

  async #compareView (asker: Asker): Promise<void> {
    const { dialogs, messages } = await stateOf(await this.#place.workspace(), asker.user)
    const shown = this.#model.shown(asker)
    expect(dialogs.map((one) => one._id).sort()).toEqual(shown.map((one) => one.id))
    expect(messages.map((one) => one._id).sort()).toEqual(
      shown.flatMap(({ id }) => this.#model.messagesIn(id, asker.user)).map((one) => one.id).sort()
    )
  }

  async #struck (request: ModelRequest, asker: Asker, { status, when }: ModelFault): Promise<void> {
    const { answer, ids } = await this.#send(request)
    expect(answer.statusCode).toBe(status)
    if (when === 'before' || !('force' in request) || request.force.means === null) return
    this.#deleted(request, asker, ids, request.force.means)
  }

  #deleted (
    { what }: Of<'delete Message' | 'delete Dialog'>,
    asker: Asker,
    ids: string[],
    force: boolean
  ): ModelAnswer {
    return what === 'delete Message'
      ? this.#model.deleteMessages(asker, ids, force)
      : this.#model.deleteDialogs(asker, ids, force)
  }

  async #refused (request: ModelRequest, status: number): Promise<void> {
    const { answer } = await this.#send(request)
    expect(answer.statusCode).toBe(status)
  }

  async #delete (request: Of<'delete Message' | 'delete Dialog'>, asker: Asker): Promise<void> {
    const { answer, ids } = await this.#send(request)
    const { means } = request.force
    if (means === null) {
      expect([answer.statusCode, answer.json()]).toEqual([422, { errors: { force: ['must be 0 or 1'] } }])
      return
    }
    const expected = this.#deleted(request, asker, ids, means)
    expect([answer.statusCode, answer.payload === '' ? undefined : answer.json()]).toEqual([
      expected.status,
      expected.body
    ])
  }

  async #listDialogs (request: Of<'list dialogs'>, asker: Asker): Promise<void> {
    const { answer } = await this.#send(request)
    const { total_entries: total, items } = answer.json<
      { total_entries: number, items: Array<Record<string, unknown>> }
    >()
    const shown = this.#model.shown(asker)
    expect(total).toBe(shown.length)
    expect(
      items.map((
        item
      ) => [
        item['_id'],
        sorted(item['occupants_ids'] as number[]),
        item['last_message_id'],
        item['unread_messages_count']
      ])
    )
      .toEqual(
        shown.map((
          dialog
        ) => [
          dialog.id,
          sorted(dialog.occupants),
          this.#model.messagesIn(dialog.id).at(-1)?.id ?? null,
          this.#unread(dialog, asker)
        ])
      )
  }

  #unread ({ id, type }: ModelDialog, { user }: Asker): number {
    return user === undefined || type === 1
      ? 0
      : this.#model.messagesIn(id, user).filter(({ readBy }) => !readBy.has(user)).length
  }

  async #listMessages (request: Of<'list messages'>, asker: Asker): Promise<void> {
    const { answer, ids: [dialog = ''] } = await this.#send(request)
    expect(answer.statusCode).toBe(this.#model.admits(asker, dialog))
    if (answer.statusCode !== 200) return
    expect(answer.json().items.map((item: { _id: string }) => item._id)).toEqual(
      this.#model.messagesIn(dialog, asker.user).map(({ id }) => id)
    )
    this.#model.read(asker, dialog)
  }

  async #createDialog (request: Of<'create dialog'>, { application, user }: Asker): Promise<void> {
    const { answer } = await this.#send(request)
    const others = request.others.filter((other) => other !== user)
    const welcome = user !== undefined && request.others.every((other) => usersOf[application]?.includes(other)) &&
      (request.type !== 3 || others.length === 1)
    expect(answer.statusCode).toBe(welcome ? 201 : 422)
    if (!welcome) return
    const created = answer.json<{ _id: string }>()
    const known = request.type === 3 ? this.#model.privateDialog(application, [user, ...others]) : undefined
    known?.hiddenFrom.clear()
    if (known !== undefined) return expect(created._id).toBe(known.id)
    expect(created).toMatchObject({ type: request.type, user_id: user, last_message: null, unread_messages_count: 0 })
    expect(this.#ids.Dialog).not.toContain(created._id)
    this.#ids.Dialog.push(created._id)
    this.#model.dialogs.set(created._id, {
      id: created._id,
      application,
      type: request.type,
      owner: user,
      occupants: new Set([user, ...others]),
      admins: new Set(),
      hiddenFrom: new Set()
    })
  }

  async #createMessage (request: Of<'create message'>, asker: Asker): Promise<void> {
    const { answer, ids: [id = ''] } = await this.#send(request)
    const { user } = asker
    const admitted = user === undefined ? 422 : this.#model.admits(asker, id)
    expect(answer.statusCode).toBe(admitted === 200 ? 201 : admitted)
    const dialog = this.#model.dialogs.get(id)
    if (admitted !== 200 || user === undefined || dialog === undefined) return
    const created = answer.json<{ _id: string, date_sent: number }>()
    expect(created).toMatchObject({ chat_dialog_id: id, sender_id: user })
    this.#ids.Message.push(created._id)
    const message: ModelMessage = {
      id: created._id,
      dialog,
      sender: user,
      sent: created.date_sent,
      readBy: new Set([user]),
      hiddenFrom: new Set()
    }
    this.#model.addMessage(message)
  }

  async #inject (options: InjectOptions & { readonly url: string }): Promise<LightMyRequestResponse> {
    const answer = await at(this.#apps, this.#turn++).inject({ ...options, url: `${this.#place.prefix}${options.url}` })
    this.#administration.asked(String(answer.headers['x-request-id']))
    return answer
  }

  async #send (request: ModelRequest): Promise<{ answer: LightMyRequestResponse, ids: string[] }> {
    const { headers } = request.who
    switch (request.what) {
      case 'list dialogs':
        return {
          ids: [],
          answer: await this.#inject({ method: 'GET', url: '/chat/Dialog.json', headers })
        }
      case 'list messages': {
        const id = at(this.#ids.Dialog, request.dialog)
        return {
          ids: [id],
          answer: await this.#inject({
            method: 'GET',
            url: `/chat/Message.json?chat_dialog_id=${id}`,
            headers
          })
        }
      }
      case 'create dialog':
        return {
          ids: [],
          answer: await this.#inject({
            method: 'POST',
            url: '/chat/Dialog.json',
            headers,
            payload: { type: request.type, name: 'New', occupants_ids: request.others }
          })
        }
      case 'create message': {
        const id = at(this.#ids.Dialog, request.dialog)
        return {
          ids: [id],
          answer: await this.#inject({
            method: 'POST',
            url: '/chat/Message.json',
            headers,
            payload: { chat_dialog_id: id, message: 'new' }
          })
        }
      }
      default: {
        const kind = request.what === 'delete Message' ? 'Message' : 'Dialog'
        const ids = request.ids.map(({ number, spelling }) => this.#id(kind, number, spelling))
        const { query = '', type, body } = request.force
        const url = `/chat/${kind}/${ids.join(request.comma)}${request.ending}${query}`
        return {
          ids,
          answer: await this.#inject({
            method: 'DELETE',
            url,
            headers: { ...headers, ...(type !== undefined && { 'content-type': type }) },
            ...(body !== undefined && { payload: body })
          })
        }
      }
    }
  }

  #id (kind: 'Message' | 'Dialog', number: number, spelling: Spelling): string {
    switch (spelling) {
      case 'as it is': return at(this.#ids[kind], number)
      case 'in capitals': return at(this.#ids[kind], number).toUpperCase()
      case 'of the other kind': return at(this.#ids[kind === 'Message' ? 'Dialog' : 'Message'], number)
      case 'unknown': return d(5000 + number % 5)
      case 'no ObjectId': return at(['notExistentId', '5d76b6sdfff9a0cc7cb023', '__proto__', 'x'], number)
    }
  }
}

function sorted (numbers: Iterable<number>): number[] {
  return [...numbers].sort((a, b) => a - b)
}

function methodOf ({ what }: ModelRequest): ModelFault['method'] {
  if (what.startsWith('list')) return 'GET'
  return what.startsWith('create') ? 'POST' : 'DELETE'
}
