import {
  MongoBulkWriteError,
  MongoClientClosedError,
  MongoNetworkError,
  MongoNotConnectedError,
  MongoOperationTimeoutError,
  MongoServerError,
  MongoServerSelectionError,
  MongoTopologyClosedError
} from 'mongodb'
import { describe, expect, test } from 'vitest'
import { StoreUnavailableError } from '../../../src/store/chat-store.ts'
import { ask, askTwice, hasNoJournal } from '../../../src/store/mongo/errors.ts'

const answered = (code?: number, message = 'no') =>
  new MongoServerError({ message, errmsg: message, ...(code !== undefined && { code }) })
const named = (name: string) => Object.assign(new Error('no'), { name })
const unfinished = (error: object, code = 11000) =>
  Object.assign(Object.create(MongoBulkWriteError.prototype), { errorResponse: error, code })
const lost = new MongoNetworkError('connection lost')
const unchosen = new MongoServerSelectionError('none answers', {} as never)

describe('an error of MongoDB', () => {
  test.each<[string, ReadonlyArray<number | undefined>]>([
    ['that it is not the primary, or goes away', [91, 189, 10058, 10107, 11600, 11602, 13435, 13436]],
    ['that it does not reach another', [6, 7, 89, 9001]],
    ['that another server is of no use now', [133, 134]],
    ['that too few took a write in time', [64, 100]],
    ['that two writes met, or one waits for another', [24, 46, 50, 112, 11601]],
    ['that it is asked too much', [262, 365, 462]],
    ['that its disk is full', [14031]],
    ['that data was moved or dropped under a query', [175, 215, 13388]],
    ['without a code', [undefined]]
  ])('%s will pass', async (_, codes) => {
    for (const code of codes) await expect(ask(Promise.reject(answered(code)))).rejects.toThrow(StoreUnavailableError)
  })

  test.each([
    ['a connection that is lost', lost],
    ['no server that can be chosen', unchosen],
    ['an operation that takes too long', new MongoOperationTimeoutError('no')],
    ['a client that is not connected', new MongoNotConnectedError('no')],
    ['a topology that is closed', new MongoTopologyClosedError('no')],
    ['a client that is closed', new MongoClientClosedError()],
    ['no connection that is free in time', named('MongoWaitQueueTimeoutError')],
    ['a write of many that is interrupted', unfinished(lost)],
    ['a write of many that a server refuses for now', unfinished(answered(91))]
  ])('is %s: it does not answer, and why is kept', async (_, cause) => {
    await expect(ask(Promise.reject(cause))).rejects.toThrow(
      expect.objectContaining({ name: 'StoreUnavailableError', message: 'The MongoDB does not answer', cause })
    )
  })

  test.each([
    ['one that will not pass', answered(13)],
    ['a second one of an id', answered(11000)],
    ['an error of anything else', new Error('no')],
    ['no error at all', { name: 'MongoWaitQueueTimeoutError' }],
    ['a write of many that is refused for good', unfinished(answered(11000))],
    ['a write of many that is refused in part', unfinished({ ok: 1 })]
  ])('is %s: it stays what it is', async (_, error) => {
    await expect(ask(Promise.reject(error))).rejects.toBe(error)
  })
})

describe('what may be written twice', () => {
  const writing = (...errors: readonly unknown[]) => {
    let sent = 0
    const write = async (): Promise<string> => {
      if (sent < errors.length) throw errors[sent++]
      return `sent ${++sent} times`
    }
    return { write, times: () => sent }
  }

  test('is sent once where it is answered', async () => {
    expect(await askTwice(writing().write)).toEqual({ answer: 'sent 1 times', repeated: false })
  })

  test.each([
    ['its reply is lost', lost],
    ['the primary steps down', answered(10107)],
    ['a server does not know itself what went wrong', answered()]
  ])('is sent again where %s', async (_, error) => {
    expect(await askTwice(writing(error).write)).toEqual({ answer: 'sent 2 times', repeated: true })
    const twice = writing(error, error)
    await expect(askTwice(twice.write)).rejects.toThrow(StoreUnavailableError)
    expect(twice.times()).toBe(2)
  })

  test.each([
    ['it was never sent', unchosen],
    ['it is done, and too few took it in time', answered(64)],
    ['it is done, and there are too few', answered(100)],
    ['it is refused', answered(11000)],
    ['something else is wrong', new Error('no')]
  ])('is not sent again where %s', async (_, error) => {
    const once = writing(error)
    await expect(askTwice(once.write)).rejects.toThrow()
    expect(once.times()).toBe(1)
  })
})

test.each([
  [answered(2, 'cannot use \'j\' option when a host does not have journaling enabled'), true],
  [answered(2, 'Journal is off'), true],
  [answered(2, 'cannot use w > 1'), false],
  [answered(9, 'journal'), false],
  [Object.assign(new Error('journal'), { code: 2 }), false]
])('%o is of a server without a journal: %s', (error, isOf) => {
  expect(hasNoJournal(error)).toBe(isOf)
})
