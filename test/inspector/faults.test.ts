import { describe, expect, test } from 'vitest'
import { checkFault } from '../../src/workspace/faults/fault-fields.ts'
import { describeFault, faultOf, misbehaviours, occasions, targets } from '../../src/inspector/page/model/faults.ts'
import type { Misbehaviour, Target } from '../../src/inspector/page/model/faults.ts'

const all = Object.keys(misbehaviours).flatMap((what) =>
  Object.keys(targets).flatMap((target) =>
    occasions.map((occasion) => faultOf(what as Misbehaviour, target as Target, occasion))
  )
)

describe('the faults that can be planned', () => {
  test('are such as the server takes', () => {
    for (const fault of all) expect(() => checkFault(fault)).not.toThrow()
  })

  test('are told apart', () => {
    expect(new Set(all.map(describeFault)).size).toBe(all.length / occasions.length)
  })
})

test.for(
  [
    [{ status: 503 }, 'status 503 · any request'],
    [
      { when: 'after', connection: 'reset', match: { method: 'DELETE', path: '/chat/Message', user: 3 } },
      'connection: reset, after the deletion · DELETE /chat/Message of user 3'
    ],
    [{ delayMs: 1500 }, '1.5 s late · any request'],
    [{}, 'status 500 · any request']
  ] as const
)('%j is %s', ([fault, words]) => {
  expect(describeFault(fault)).toBe(words)
})
