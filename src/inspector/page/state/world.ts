import { batch, computed, signal } from '@preact/signals'
import { defaultSwitches } from '../../../options/switches.ts'
import type { FidelitySwitches } from '../../../options/switches.ts'
import { AdminError } from '../api/admin.ts'
import type { JournalEntry, PlannedFault, ShippedWorld } from '../api/admin.ts'
import { listDialogs } from '../model/dialogs.ts'
import { changesBetween, matrixOf } from '../model/matrix.ts'
import type { Change } from '../model/matrix.ts'
import { nextWorld, nothing } from '../model/world.ts'
import type { PageWorld } from '../model/world.ts'
import { admin, attempted } from './connection.ts'

/** As many requests as are kept on the page. */
const longestJournal = 200

export const world = signal<PageWorld>(nothing)
export const journal = signal<readonly JournalEntry[]>([])
export const journalIsOff = signal(false)
export const faults = signal<readonly PlannedFault[]>([])
/** How far the clock of the workspace is ahead of the browser's, in milliseconds. */
export const clockAhead = signal(0)
export const switches = signal<FidelitySwitches>(defaultSwitches)
export const worlds = signal<readonly ShippedWorld[]>([])
export const workspaces = signal<readonly string[]>([])

const chosenDialog = signal<string | null>(null)
/** Whose column is shown besides those who belong to the dialog. */
export const asking = signal<number | undefined>(undefined)
/** The cells that the last change of the world has changed. */
export const changes = signal<readonly Change[]>([])

export const dialogs = computed(() => listDialogs(world.value))

export const dialogId = computed(() => {
  const ids = dialogs.value.map(({ dialog }) => dialog._id)
  return chosenDialog.value !== null && ids.includes(chosenDialog.value) ? chosenDialog.value : ids[0] ?? ''
})

export const matrix = computed(() => matrixOf(world.value, dialogId.value, asking.value))

export function showDialog (id: string): void {
  batch(() => {
    chosenDialog.value = id
    changes.value = []
  })
}

/** Everything anew; what is gone is forgotten when another world is there. */
export async function refresh ({ anew = false } = {}): Promise<void> {
  const [state, sessions, planned, time] = await Promise.all([
    admin.state(),
    admin.sessions(),
    admin.faults(),
    admin.clock()
  ])
  batch(() => {
    const before = matrix.value
    world.value = nextWorld(state, sessions, anew ? nothing : world.value)
    // What is shown stays, whatever comes to the list.
    chosenDialog.value = dialogId.value
    faults.value = planned
    clockAhead.value = time - Date.now()
    const changed = anew ? [] : changesBetween(before, matrix.value)
    if (changed.length > 0 || anew) changes.value = changed
  })
}

/** The time of the workspace, in milliseconds since 1970. */
export function now (): number {
  return Date.now() + clockAhead.value
}

/** Changes what is planned or what time it is, and shows that. */
export async function change (how: () => Promise<void>): Promise<void> {
  await attempted(async () => {
    await how()
    await refresh()
  })
}

let wanted: { anew: boolean } | undefined
let refreshing = false

/** Refreshes as soon as the last refresh is done: of many changes at once, one refresh shows all. */
export async function refreshSoon ({ anew = false } = {}): Promise<void> {
  wanted = { anew: anew || wanted?.anew === true }
  if (refreshing) return
  refreshing = true
  while (wanted !== undefined) {
    const how: { anew: boolean } = wanted
    wanted = undefined
    await attempted(() => Promise.all([refresh(how), ...(how.anew ? [refreshJournal()] : [])]))
  }
  refreshing = false
}

/** What does not change with every request. */
export async function refreshSurroundings (): Promise<void> {
  const [settings, shipped, names] = await Promise.all([admin.settings(), admin.worlds(), admin.workspaces()])
  batch(() => {
    switches.value = settings
    worlds.value = shipped
    workspaces.value = names
  })
}

export async function refreshJournal (): Promise<void> {
  try {
    journal.value = await admin.requests(longestJournal)
  } catch (error) {
    if (!(error instanceof AdminError && error.status === 409)) throw error
    journalIsOff.value = true
  }
}

export function noteRequest (entry: JournalEntry): void {
  journal.value = [entry, ...journal.value.filter(({ id }) => id !== entry.id)].slice(0, longestJournal)
}
