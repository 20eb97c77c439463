import { MongoServerError } from 'mongodb'
import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../../src/store/chat-store.ts'
import { ask } from '../../../src/store/mongo/errors.ts'

describe('an error of MongoDB', () => {
  const asked = (code?: number): Promise<never> =>
    ask(Promise.reject(new MongoServerError({ message: 'no', ...(code !== undefined && { code }) })))

  test.each(
    [
      ['that it is not the primary', 10107],
      ['that it shuts down', 91],
      ['that too few took a write in time', 64],
      ['that two writes met', 112],
      ['that it is asked too much', 462],
      ['that its disk is full', 14031],
      ['that the database was dropped meanwhile', 175],
      ['without a code', undefined]
    ] as const
  )('%s will pass', async (_, code) => {
    await expect(asked(code)).rejects.toThrow(StoreUnavailableError)
  })

  test('of which that can not be said stays what it is', async () => {
    await expect(asked(13)).rejects.toThrow(MongoServerError)
  })
})
