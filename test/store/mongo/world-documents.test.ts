import { BSON } from 'mongodb'
import { describe, expect, test } from 'vitest'
import { documentsOf } from '../../../src/store/mongo/world-documents.ts'
import { UnstorableError } from '../../../src/store/stores.ts'
import type { World } from '../../../src/store/world.ts'
import { application, d, dialog, m, message, session, small, user, world } from '../things.ts'

const most = 15 * 2 ** 20
const much = 'x'.repeat(16 * 2 ** 20)

function problemsOf (given: World): readonly string[] {
  try {
    documentsOf(given, 1)
    return []
  } catch (error) {
    expect(error).toBeInstanceOf(UnstorableError)
    return (error as UnstorableError).problems
  }
}

describe('the documents of a world', () => {
  test('carry its generation, and ids that are of no other', () => {
    for (const documents of Object.values(documentsOf(small, 7))) {
      for (const document of documents) expect(document).toMatchObject({ in: 7, _id: expect.stringMatching(/^7:./) })
    }
    expect(documentsOf(small, 7).messages[0]?._id).toBe(`7:${m(1)}`)
    expect(documentsOf(small, 7).sessions[0]?._id).toBe('7:forever')
  })

  test.each<[string, Partial<World>]>([
    ['application 5', { applications: [application(5, { name: much })] }],
    ['user 5', { users: [user(5, { custom_data: much })] }],
    ['a session', { sessions: [session(much)] }],
    [`dialog ${d(5)}`, { dialogs: [dialog(5, { custom: { much } })] }],
    [`message ${m(5)}`, { messages: [message(5, { message: much })] }]
  ])('are none where one is too large: %s', (name, given) => {
    const [problem] = problemsOf(world({ ...small, ...given }))
    expect(problem).toMatch(/ takes (16|32)\.0 MiB, and MongoDB holds at most 15 MiB in one piece$/)
    expect(problem).toContain(`${name} takes`)
  })

  test('may each have a size of 15 MiB, and not a byte more', () => {
    const of = (length: number) => world({ messages: [message(1, { message: 'x'.repeat(length) })] })
    const room = most - BSON.calculateObjectSize(documentsOf(of(0), 1).messages[0] ?? {})
    expect(problemsOf(of(room))).toEqual([])
    expect(problemsOf(of(room + 1))).toEqual([
      `message ${m(1)} takes 15.0 MiB, and MongoDB holds at most 15 MiB in one piece`
    ])
  })

  test('are refused with the first hundred problems', () => {
    let deep: unknown = 'bottom'
    for (let n = 0; n < 20_000; n++) deep = [deep]
    const messages = Array.from({ length: 102 }, (_, n) => message(n, { custom: { deep } }))
    expect(problemsOf(world({ messages }))).toEqual(
      messages.slice(0, 100).map(({ _id: id }) => `message ${id} is nested too deeply to be stored`)
    )
  })

  test('are none where something else is wrong, which is told as it is', () => {
    const odd = { ...message(1), get custom (): never { throw new TypeError('odd') } }
    expect(() => documentsOf({ ...world(), messages: [odd] }, 1)).toThrow(new TypeError('odd'))
  })
})
