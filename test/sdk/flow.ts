/** What the SDK's calls hand to their callback: an error, or a result. */
export interface Answer {
  readonly error: { readonly code?: number, readonly detail?: unknown } | null
  readonly result: unknown
}

type Callback = (error: unknown, result: unknown) => void
type Params = Readonly<Record<string, unknown>>

/** The part of the vendor's SDK that is used here. */
interface Sdk {
  /** Before 2.13 it takes no account key. */
  init(appId: number, authKey: string, authSecret: string, ...accountKeyAndConfig: unknown[]): void
  createSession(params: Params, callback: Callback): void
  destroySession(callback: Callback): void
  login(params: Params, callback: Callback): void
  logout(callback: Callback): void
  readonly service: { getSession(): unknown, setSession(session: unknown): void }
  readonly chat: {
    readonly dialog: {
      create(params: Params, callback: Callback): void
      list(params: Params, callback: Callback): void
      delete(ids: readonly unknown[], callback: Callback): void
      delete(ids: readonly unknown[], params: Params, callback: Callback): void
      update(id: unknown, params: Params, callback: Callback): void
    }
    readonly message: Sdk['chat']['dialog'] & { unreadCount(params: Params, callback: Callback): void }
  }
  readonly users: {
    get(id: number | Params, callback: Callback): void
    listUsers(params: Params, callback: Callback): void
  }
}

/** What a flow needs to know; it is sent to where the SDK runs. */
export interface Setting {
  /** Host and port of the mock. */
  readonly api: string
  readonly hash: 'sha1' | 'sha256'
  readonly application: { readonly id: number, readonly authKey: string, readonly authSecret: string }
  readonly owner: { readonly id: number, readonly login: string, readonly password: string }
  readonly occupant: { readonly id: number, readonly login: string, readonly password: string }
}

/** By the name of its step, what each call answered. */
export type Transcript = Readonly<Record<string, Answer>>

/**
 * An application's whole life, through the SDK's own functions alone. It runs in a process or a page where nothing else
 * is, so it may use only what it is given.
 */
export async function flow (QB: Sdk & { QuickBlox: new () => Sdk }, setting: Setting): Promise<Transcript> {
  const transcript: Record<string, Answer> = {}
  const step = async (name: string, call: (callback: Callback) => void): Promise<unknown> => {
    const answer = await new Promise<Answer>((resolve) =>
      call((error, result) => resolve({ error: error as Answer['error'], result }))
    )
    transcript[name] = { error: answer.error ?? null, result: answer.result ?? null }
    return answer.result
  }

  const { application, owner, occupant } = setting
  let expired = 0
  const config = {
    endpoints: { api: setting.api, chat: 'chat.example.com' },
    hash: setting.hash,
    on: { sessionExpired: (proceed: () => void) => { expired++; proceed() } }
  }
  const [mine, theirs] = [new QB.QuickBlox(), new QB.QuickBlox()]
  const last = mine.init.length === 4 ? [config] : ['account', config]
  mine.init(application.id, application.authKey, 'not the secret', ...last)
  await step('session with a wrong signature', (done) => mine.createSession({}, done))
  for (const sdk of [mine, theirs]) sdk.init(application.id, application.authKey, application.authSecret, ...last)
  const credentials = ({ login, password }: Setting['owner']): Params => ({ login, password })

  await step(
    'session with a wrong password',
    (done) => mine.createSession({ login: owner.login, password: 'wrong' }, done)
  )
  await step('session of the application', (done) => mine.createSession({}, done))
  await step('list without a user', (done) => mine.chat.dialog.list({}, done))
  await step('login', (done) => mine.login(credentials(owner), done))
  await step('session of a user', (done) => theirs.createSession(credentials(occupant), done))

  await step('a user', (done) => mine.users.get(occupant.id, done))
  await step('a user by login', (done) => mine.users.get({ login: occupant.login }, done))
  await step(
    'users',
    (done) =>
      mine.users.listUsers({ filter: { field: 'id', param: 'in', value: [owner.id, occupant.id] }, per_page: 5 }, done)
  )

  const idOf = (made: unknown): string | undefined => (made as { _id: string } | null)?._id
  const create = async (name: string, type: number, occupants: readonly number[] = []): Promise<string | undefined> =>
    idOf(
      await step(
        `create ${name}`,
        (done) => mine.chat.dialog.create({ type, name, occupants_ids: [...occupants] }, done)
      )
    )
  const [closed, group, other, open] = [
    await create('private', 3, [occupant.id]),
    await create('group', 2, [occupant.id]),
    await create('other', 2, [occupant.id]),
    await create('open', 1)
  ]
  await step('list dialogs', (done) => mine.chat.dialog.list({}, done))

  const send = async (name: string, sdk: Sdk, dialog: unknown): Promise<string | undefined> =>
    idOf(
      await step(`send ${name}`, (done) =>
        sdk.chat.message.create({ chat_dialog_id: dialog, message: name, colour: 'red' }, done))
    )
  const listMessages = (name: string, sdk: Sdk, dialog: unknown) =>
    step(name, (done) => sdk.chat.message.list({ chat_dialog_id: dialog, sort_asc: 'date_sent', limit: 10 }, done))
  const [first, second, third] = [
    await send('first', mine, closed),
    await send('second', mine, closed),
    await send('third', theirs, closed)
  ]
  await step('count unread', (done) => theirs.chat.message.unreadCount({ chat_dialog_ids: [closed, group] }, done))
  await step('mark as read', (done) => theirs.chat.message.update(first, { chat_dialog_id: closed, read: 1 }, done))
  await step('count unread after one', (done) => theirs.chat.message.unreadCount({ chat_dialog_ids: [closed] }, done))
  await step('mark all as read', (done) => theirs.chat.message.update('', { chat_dialog_id: closed, read: 1 }, done))
  await step('count unread after all', (done) => theirs.chat.message.unreadCount({ chat_dialog_ids: [closed] }, done))
  await listMessages('list messages', mine, closed)

  await step('hide a message', (done) => mine.chat.message.delete([third], done))
  await listMessages('list after hiding, mine', mine, closed)
  await listMessages('list after hiding, theirs', theirs, closed)
  await step('hide it again', (done) => mine.chat.message.delete([third], done))
  await step('force, refused', (done) => theirs.chat.message.delete([first], { force: 1 }, done))
  await step('force', (done) => mine.chat.message.delete([first, 'notExistentId'], { force: 1 }, done))
  await step(
    'force, some of it refused',
    (done) => theirs.chat.message.delete([second, third, 'notExistentId'], { force: 1 }, done)
  )
  await listMessages('list after forcing', theirs, closed)

  await step('hide a dialog', (done) => theirs.chat.dialog.delete([closed], done))
  await step('list after hiding a dialog', (done) => theirs.chat.dialog.list({ _id: closed }, done))
  await step('force a dialog, refused', (done) => theirs.chat.dialog.delete([group], { force: 1 }, done))
  await step('rename', (done) => mine.chat.dialog.update(group, { name: 'renamed' }, done))
  await step(
    'leave by a change',
    (done) => theirs.chat.dialog.update(other, { pull_all: { occupants_ids: [occupant.id] } }, done)
  )
  await step('leave', (done) => theirs.chat.dialog.delete([group], done))
  await step('list after leaving, theirs', (done) => theirs.chat.dialog.list({ _id: group }, done))
  await step('list after leaving, mine', (done) => mine.chat.dialog.list({ _id: group }, done))
  await step('leave again', (done) => theirs.chat.dialog.delete([group], done))

  await step('force a dialog', (done) => mine.chat.dialog.delete([group, 'notExistentId'], { force: 1 }, done))
  await step(
    'force dialogs',
    (done) => mine.chat.dialog.delete([other, open, closed, 'notExistentId'], { force: 1 }, done)
  )
  await step(
    'list at the end',
    (done) => mine.chat.dialog.list({ '_id[in]': [closed, group, other, open].join(',') }, done)
  )

  const session = mine.service.getSession()
  await step('logout', (done) => mine.logout(done))
  await step('list after logout', (done) => mine.chat.dialog.list({}, done))
  await step('destroy session', (done) => mine.destroySession(done))
  transcript['session after destroying it'] = { error: null, result: mine.service.getSession() }
  mine.service.setSession(session)
  await step('list with a dead session', (done) => mine.chat.dialog.list({}, done))
  transcript['sessions that expired'] = { error: null, result: expired }
  transcript.ids = { error: null, result: { closed, group, other, open, first, second, third } }
  return transcript
}
