import type { Caller } from '../deletion/verdict.ts'
import type { Viewer } from '../deletion/visibility.ts'

/** A caller who is a user; what only users can do takes nobody else. */
export type UserCaller = Extract<Caller, { kind: 'user' }>

export function viewer ({ userId, applicationId }: UserCaller): Viewer {
  return { id: userId, application_id: applicationId }
}
