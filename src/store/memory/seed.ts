import type { Dialog, Message, World } from '../world.ts'
import { IdIndex } from './id-index.ts'

/** Things that a world began with, by their ids. */
export class SeedThings<T extends { readonly _id: string }> {
  readonly things: readonly T[]
  readonly #index: IdIndex

  constructor (things: readonly T[]) {
    this.things = things
    this.#index = IdIndex.of(things)
  }

  /** Where in the list it is. */
  placeOf (id: string): number | undefined {
    return this.#index.placeOf(id)
  }
}

/** Messages that a world began with, also by their dialogs. */
export class SeedMessages extends SeedThings<Message> {
  #idsIn: Map<string, string[]> | undefined

  /** Deletes of messages never ask for it, so it is made when it is first asked for. */
  idsIn (dialogId: string): readonly string[] {
    this.#idsIn ??= byDialog(this.things)
    return this.#idsIn.get(dialogId) ?? []
  }
}

/** What all workspaces and all resets of one world share. */
export interface Seed {
  readonly dialogs: SeedThings<Dialog>
  readonly messages: SeedMessages
}

const seeds = new WeakMap<World, Seed>()

export function seedOf (world: World): Seed {
  const known = seeds.get(world)
  if (known !== undefined) return known
  const dialogs = new SeedThings(world.dialogs)
  const messages = new SeedMessages(withDialog(world.messages, dialogs))
  const seed = { dialogs, messages }
  seeds.set(world, seed)
  return seed
}

/** A message whose dialog is gone is gone, too. */
function withDialog (messages: readonly Message[], dialogs: SeedThings<Dialog>): readonly Message[] {
  const hasDialog = ({ chat_dialog_id: id }: Message): boolean => dialogs.placeOf(id) !== undefined
  return messages.every(hasDialog) ? messages : messages.filter(hasDialog)
}

function byDialog (messages: readonly Message[]): Map<string, string[]> {
  const all = new Map<string, string[]>()
  for (const { _id: id, chat_dialog_id: dialogId } of messages) {
    const ids = all.get(dialogId)
    if (ids === undefined) all.set(dialogId, [id])
    else ids.push(id)
  }
  return all
}
