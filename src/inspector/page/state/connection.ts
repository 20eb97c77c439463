import { signal } from '@preact/signals'
import { Admin, AdminError } from '../api/admin.ts'

/** The page of workspace NAME is at `/@NAME/__admin/`, and asks there. */
export const prefix = /^\/@[^/]+/.exec(location.pathname)?.[0] ?? ''
export const workspaceName = prefix === '' ? 'default' : prefix.slice(2)

const tokenKey = 'quickblox-delete-mock admin token'

/** Kept for this tab alone. */
const token = signal<string | null>(sessionStorage.getItem(tokenKey))
export const tokenNeeded = signal(false)
/** What went wrong last, for people; empty when nothing did. */
export const trouble = signal('')
export const link = signal<'connecting' | 'live' | 'lost'>('connecting')

export const admin = new Admin(prefix, () => token.value)

export function useToken (given: string): void {
  sessionStorage.setItem(tokenKey, given)
  token.value = given
  tokenNeeded.value = false
  trouble.value = ''
}

/** Does something, and shows what goes wrong. */
export async function attempted (action: () => Promise<unknown>): Promise<void> {
  try {
    await action()
    trouble.value = ''
  } catch (error) {
    report(error)
  }
}

export function report (error: unknown): void {
  if (error instanceof AdminError && error.status === 401) {
    trouble.value = token.value === null ? '' : 'That is not the token of this server.'
    tokenNeeded.value = true
    return
  }
  trouble.value = error instanceof AdminError ? error.message : `The mock does not answer: ${(error as Error).message}`
}
