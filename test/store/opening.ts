import { expect, onTestFinished } from 'vitest'
import { StoreError, openStores } from '../../src/store/open-stores.ts'
import type { StoreOptions, Stores } from '../../src/store/open-stores.ts'

/** Stands in URLs where nobody may tell it. */
export const secret = 's3cret'

/** Stores that close when the test is done. */
export async function had (options: StoreOptions): Promise<Stores> {
  const stores = await openStores(options)
  onTestFinished(() => stores.close())
  return stores
}

/** Why there are none, on one line that holds no secret. */
export async function refusal (options: StoreOptions): Promise<string> {
  const error: unknown = await openStores(options).catch((error) => error)
  expect(error).toBeInstanceOf(StoreError)
  const { message } = error as StoreError
  expect(message).not.toContain(secret)
  expect(message).not.toMatch(/\n/)
  return message
}
