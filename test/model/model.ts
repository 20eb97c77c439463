/** Who asks, as far as the tables go: an application, or a user of it. */
export interface Asker {
  readonly application: number
  readonly user?: number
}

export interface ModelDialog {
  readonly id: string
  readonly application: number
  readonly type: 1 | 2 | 3
  readonly owner: number
  readonly occupants: Set<number>
  readonly admins: Set<number>
  readonly hiddenFrom: Set<number>
}

export interface ModelMessage {
  readonly id: string
  readonly dialog: ModelDialog
  readonly sender: number
  readonly sent: number
  readonly readBy: Set<number>
  readonly hiddenFrom: Set<number>
}

export interface ModelSwitches {
  readonly singleMessageBody: 'json' | 'empty'
  readonly allForbidden: 'groups' | '403'
  readonly messageOwner: 'sender' | 'dialog'
}

export interface ModelAnswer {
  readonly status: number
  readonly body?: unknown
}

type Fate = 'deleted' | 'not found' | 'forbidden'

const noPermission: ModelAnswer = {
  status: 403,
  body: { errors: ["You don't have appropriate permissions to perform this operation"] }
}
const nothingThere: ModelAnswer = { status: 404, body: { errors: ["The resource wasn't found"] } }

/**
 * The documented behaviour once more, as one would write it down on a sheet of paper: things that change, one id after
 * the other, no store, no rules as data. It shares no code with the product, so that a mistake would have to be made
 * twice.
 */
export class Model {
  readonly dialogs = new Map<string, ModelDialog>()
  readonly messages = new Map<string, ModelMessage>()
  readonly #switches: ModelSwitches

  constructor (switches: ModelSwitches) {
    this.#switches = switches
  }

  deleteMessages (asker: Asker, sent: readonly string[], force: boolean): ModelAnswer {
    const fates = this.#each(sent, (id) => this.#deleteMessage(asker, id, force))
    const single = this.#switches.singleMessageBody === 'json'
      ? { SuccessfullyDeleted: { ids: sent.map(lowered) }, NotFound: { ids: [] } }
      : undefined
    const answer = this.#answer(sent, fates, single)
    const groups = answer.body as { WrongPermissions?: { ids: string[] } } | undefined
    // The one group that is left out when it is empty, and only by messages.
    if (answer.status === 200 && groups?.WrongPermissions?.ids.length === 0) delete groups.WrongPermissions
    return answer
  }

  deleteDialogs (asker: Asker, sent: readonly string[], force: boolean): ModelAnswer {
    return this.#answer(sent, this.#each(sent, (id) => this.#deleteDialog(asker, id, force)), undefined)
  }

  /** The dialogs that somebody's list shows. */
  shown ({ application, user }: Asker): ModelDialog[] {
    return [...this.dialogs.values()].filter((dialog) => {
      if (dialog.application !== application) return false
      return user === undefined || ((dialog.type === 1 || dialog.occupants.has(user)) && !dialog.hiddenFrom.has(user))
    }).sort((a, b) => a.id < b.id ? -1 : 1)
  }

  /** The status of a look into a dialog, or of a message to it. */
  admits ({ application, user }: Asker, id: string): 200 | 403 | 404 {
    const dialog = this.dialogs.get(id)
    if (dialog === undefined) return 404
    if (dialog.application !== application) return 403
    return user === undefined || dialog.type === 1 || dialog.occupants.has(user) ? 200 : 403
  }

  /** The messages of a dialog in the order they were sent, all of them or those that a user has not hidden. */
  messagesIn (id: string, user?: number): ModelMessage[] {
    return [...this.messages.values()]
      .filter(({ dialog, hiddenFrom }) => dialog.id === id && (user === undefined || !hiddenFrom.has(user)))
      .sort((a, b) => a.sent - b.sent || (a.id < b.id ? -1 : 1))
  }

  /** The private dialog of two users. */
  privateDialog (application: number, users: readonly number[]): ModelDialog | undefined {
    return [...this.dialogs.values()].find((dialog) =>
      dialog.type === 3 && dialog.application === application && users.every((user) => dialog.occupants.has(user))
    )
  }

  /** What a look into a dialog leaves behind: who read it; of a public group nobody is told. */
  read ({ user }: Asker, id: string): void {
    if (user === undefined || this.dialogs.get(id)?.type === 1) return
    for (const message of this.messagesIn(id, user)) message.readBy.add(user)
  }

  addMessage (message: ModelMessage): void {
    this.messages.set(message.id, message)
    if (message.dialog.type === 3) message.dialog.hiddenFrom.clear()
  }

  #deleteMessage ({ application, user }: Asker, id: string, force: boolean): Fate {
    const message = this.messages.get(id)
    if (message === undefined) return 'not found'
    const { dialog } = message
    if (dialog.application !== application) return 'forbidden'
    if (user !== undefined && !force) {
      if (message.hiddenFrom.has(user)) return 'not found'
      if (!dialog.occupants.has(user)) return 'forbidden'
      message.hiddenFrom.add(user)
      return 'deleted'
    }
    if (user !== undefined && !this.#mayDestroy(user, message)) return 'forbidden'
    this.messages.delete(id)
    return 'deleted'
  }

  #mayDestroy (user: number, { sender, dialog }: ModelMessage): boolean {
    if (sender === user && this.#switches.messageOwner === 'sender') return true
    return dialog.type !== 3 && (dialog.admins.has(user) || dialog.owner === user)
  }

  #deleteDialog ({ application, user }: Asker, id: string, force: boolean): Fate {
    const dialog = this.dialogs.get(id)
    if (dialog === undefined) return 'not found'
    if (dialog.application !== application) return 'forbidden'
    if (user === undefined) return this.#destroyDialog(dialog)
    if (force) return dialog.owner === user ? this.#destroyDialog(dialog) : 'forbidden'
    if (dialog.hiddenFrom.has(user)) return 'not found'
    if (!dialog.occupants.has(user)) return 'forbidden'
    if (dialog.type !== 2) {
      dialog.hiddenFrom.add(user)
      return 'deleted'
    }
    dialog.occupants.delete(user)
    dialog.admins.delete(user)
    return dialog.occupants.size === 0 ? this.#destroyDialog(dialog) : 'deleted'
  }

  #destroyDialog (dialog: ModelDialog): Fate {
    for (const message of this.messagesIn(dialog.id)) this.messages.delete(message.id)
    this.dialogs.delete(dialog.id)
    return 'deleted'
  }

  #each (sent: readonly string[], remove: (id: string) => Fate): Map<string, Fate> {
    const fates = new Map<string, Fate>()
    for (const id of sent.map(lowered)) if (!fates.has(id)) fates.set(id, remove(id))
    return fates
  }

  #answer (sent: readonly string[], fates: ReadonlyMap<string, Fate>, single: unknown): ModelAnswer {
    const ids = (wanted: Fate) => ({ ids: [...fates].filter(([, fate]) => fate === wanted).map(([id]) => id).sort() })
    const [deleted, missing, forbidden] = [ids('deleted'), ids('not found'), ids('forbidden')]
    if (missing.ids.length === fates.size) return nothingThere
    if (deleted.ids.length === 0 && (sent.length === 1 || this.#switches.allForbidden === '403')) return noPermission
    if (sent.length === 1) return { status: 200, body: single }
    return { status: 200, body: { SuccessfullyDeleted: deleted, NotFound: missing, WrongPermissions: forbidden } }
  }
}

/** An ObjectId is the same in capitals; anything else is echoed as it came. */
function lowered (id: string): string {
  return /^[0-9a-f]{24}$/i.test(id) ? id.toLowerCase() : id
}
