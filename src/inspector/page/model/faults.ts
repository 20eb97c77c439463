import type { Fault } from '../../../workspace/faults/fault.ts'

/** Misbehaviours worth planning, each with what a client meets. */
export const misbehaviours = {
  'Server error (503)': { status: 503 },
  'Too many requests (429)': { status: 429, headers: { 'Retry-After': '2' } },
  'Slow: 3 seconds': { delayMs: 3000 },
  'Connection reset, nothing deleted': { connection: 'reset' },
  'Deleted, but the answer is lost': { when: 'after', connection: 'reset' },
  'Deleted, but answered 500': { when: 'after', status: 500 }
} as const satisfies Readonly<Record<string, Fault>>

export type Misbehaviour = keyof typeof misbehaviours

export const targets = {
  'any request': {},
  'any delete': { method: 'DELETE' },
  'deletes of messages': { method: 'DELETE', path: '/chat/Message' },
  'deletes of dialogs': { method: 'DELETE', path: '/chat/Dialog' }
} as const satisfies Readonly<Record<string, Fault['match']>>

export type Target = keyof typeof targets

/** How often a fault happens, as a form has it. */
export const occasions = ['once', '3 times', 'always'] as const

export type Occasion = typeof occasions[number]

const times = { once: 1, '3 times': 3, always: 'always' } as const satisfies Record<Occasion, Fault['times']>

export function faultOf (misbehaviour: Misbehaviour, target: Target, occasion: Occasion): Fault {
  return { match: targets[target], times: times[occasion], ...misbehaviours[misbehaviour] }
}

/** A planned fault in words. */
export function describeFault ({ match = {}, when, delayMs = 0, status, connection }: Fault): string {
  const what = [
    ...(delayMs > 0 ? [`${delayMs / 1000} s late`] : []),
    ...(connection !== undefined ? [`connection: ${connection}`] : []),
    ...(status !== undefined ? [`status ${status}`] : [])
  ]
  const whom = [
    match.method ?? 'any request',
    match.path,
    match.id,
    match.user === undefined ? undefined : `of user ${match.user}`
  ].filter((part) => part !== undefined)
  return `${what.length === 0 ? 'status 500' : what.join(', ')}${when === 'after' ? ', after the deletion' : ''} · ` +
    `${whom.join(' ')}`
}
