import { batch, computed, effect, signal } from '@preact/signals'
import { callerOf, curlOf, requestOf } from '../model/attempt.ts'
import type { Attempt, Who } from '../model/attempt.ts'
import { previewOf } from '../model/preview.ts'
import { prefix } from './connection.ts'
import { asking, changes, clockAhead, refreshSoon, switches, world } from './world.ts'

/** What the server answered, or that it did not. */
export interface Sent {
  readonly status: number | null
  readonly text: string
}

const chosenWho = signal<Who | null>(null)
export const what = signal<Attempt['what']>('Message')
export const ticked = { Message: signal<readonly string[]>([]), Dialog: signal<readonly string[]>([]) } as const
/** Ids that are in no list, as of things that never were. */
export const otherIds = signal('')
export const force = signal(false)
export const sending = signal(false)
export const sent = signal<Sent | null>(null)

/** The first user session where nobody is chosen, or the one who is chosen is not of this world. */
export const who = computed<Who>(() => {
  const { sessions, applications } = world.value
  const chosen = chosenWho.value
  const known = chosen?.kind === 'nobody' ||
    (chosen?.kind === 'session' && sessions.some(({ token }) => token === chosen.token)) ||
    (chosen?.kind === 'key' && applications.some(({ api_keys: keys }) => keys.includes(chosen.key)))
  const first = sessions.find((session) => session.user_id !== 0)
  return chosen !== null && known ? chosen : first === undefined ? { kind: 'nobody' } : { kind: 'session', token: first.token }
})

export const attempt = computed<Attempt>(() => ({
  who: who.value,
  what: what.value,
  ids: [...ticked[what.value].value, ...otherIds.value.split(/[\s,]+/).filter((id) => id !== '')],
  force: force.value
}))

export const request = computed(() => requestOf(attempt.value, prefix))
export const curl = computed(() => curlOf(request.value, location.origin))
export const preview = computed(() => previewOf(attempt.value, world.value, switches.value, Date.now() + clockAhead.value))

effect(() => {
  const caller = callerOf(who.value, world.value, Date.now() + clockAhead.value)
  asking.value = 'kind' in caller && caller.kind === 'user' ? caller.userId : undefined
})

export function ask (as: Who): void {
  batch(() => {
    chosenWho.value = as
    sent.value = null
  })
}

/** Ticks or unticks, and turns to what was ticked. */
export function tick (kind: Attempt['what'], id: string, on: boolean): void {
  batch(() => {
    const { value: ids } = ticked[kind]
    ticked[kind].value = on ? [...ids, id] : ids.filter((one) => one !== id)
    if (on) what.value = kind
    sent.value = null
  })
}

export function untickAll (): void {
  batch(() => {
    for (const ids of Object.values(ticked)) ids.value = []
    otherIds.value = ''
    sent.value = null
  })
}

/** Sends what is shown; the journal follows by itself. */
export async function send (): Promise<void> {
  const { path, method, headers, body } = request.value
  batch(() => {
    sending.value = true
    changes.value = []
  })
  try {
    const response = await fetch(path, { method, headers, body })
    sent.value = { status: response.status, text: await response.text() }
  } catch {
    sent.value = { status: null, text: 'No answer: the connection was closed.' }
  } finally {
    sending.value = false
    await refreshSoon()
  }
}
