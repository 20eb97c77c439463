import { batch, computed, effect, signal } from '@preact/signals'
import { callerOf, curlOf, requestOf } from '../model/attempt.ts'
import type { Attempt, Who } from '../model/attempt.ts'
import type { User } from '../../../store/world.ts'
import { previewOf } from '../model/preview.ts'
import { prefix } from './connection.ts'
import { view } from './screen.ts'
import { asking, changes, now, refreshSoon, switches, world } from './world.ts'

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
  return chosen !== null && known
    ? chosen
    : first === undefined
      ? { kind: 'nobody' }
      : { kind: 'session', token: first.token }
})

export const attempt = computed<Attempt>(() => ({
  who: who.value,
  what: what.value,
  ids: [...ticked[what.value].value, ...otherIds.value.split(/[\s,]+/).filter((id) => id !== '')],
  force: force.value
}))

const request = computed(() => requestOf(attempt.value, prefix))
const asked = computed(() => JSON.stringify(request.value))
export const curl = computed(() => curlOf(request.value, location.origin))
export const preview = computed(() => previewOf(attempt.value, world.value, switches.value, now()))

effect(() => {
  const caller = callerOf(who.value, world.value, now())
  asking.value = 'kind' in caller && caller.kind === 'user' ? caller.userId : undefined
})

// An answer stands for as long as what was asked does.
effect(() => {
  if (asked.value !== '') sent.value = null
})

export function ask (as: Who): void {
  chosenWho.value = as
}

/** Asks as somebody: by a session that has not ended, else by the key of the application on behalf of the user. */
export function askAs ({ id, application_id: application }: User): void {
  const { sessions, applications } = world.value
  const session = sessions.find((one) => one.user_id === id && !(Date.parse(one.expires_at ?? '') <= now()))
  const key = applications.find((one) => one.id === application)?.api_keys[0]
  if (session !== undefined) ask({ kind: 'session', token: session.token })
  else if (key !== undefined) ask({ kind: 'key', key, behalfOf: id })
}

/** Ticks or unticks, and turns to what was ticked. */
export function tick (kind: Attempt['what'], id: string, on: boolean): void {
  batch(() => {
    const { value: ids } = ticked[kind]
    ticked[kind].value = on ? [...ids, id] : ids.filter((one) => one !== id)
    if (on) what.value = kind
  })
}

export function untickAll (): void {
  batch(() => {
    for (const ids of Object.values(ticked)) ids.value = []
    otherIds.value = ''
  })
}

/** Sends what is shown; the journal follows by itself. */
export async function send (): Promise<void> {
  const { path, method, headers, body } = request.value
  batch(() => {
    sending.value = true
    sent.value = null
    changes.value = []
    view.value = 'Try it'
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
