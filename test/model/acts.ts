import fc from 'fast-check'

/** A fault as it is planned: by method, so that requests of others pass it by. */
export interface ModelFault {
  readonly method: 'DELETE' | 'GET' | 'POST'
  readonly when: 'before' | 'after'
  readonly times: number
  readonly status: number
}

/** What is asked of `/__admin` in between. */
export type ModelAct =
  | { readonly what: 'reset' }
  | { readonly what: 'drop' }
  | { readonly what: 'plan', readonly fault: ModelFault }
  | { readonly what: 'clear faults' }
  | { readonly what: 'advance', readonly minutes: number }
  | { readonly what: 'forget requests' }
  | { readonly what: 'look' }

// What is created is known by the answer, so only the answers to deletes go wrong afterwards.
const fault: fc.Arbitrary<ModelFault> = fc.oneof(
  fc.record({
    method: fc.constantFrom('DELETE', 'GET', 'POST'),
    when: fc.constant('before' as const),
    times: fc.integer({ min: 1, max: 4 }),
    status: fc.constantFrom(500, 502, 418)
  }),
  fc.record({
    method: fc.constant('DELETE' as const),
    when: fc.constant('after' as const),
    times: fc.integer({ min: 1, max: 3 }),
    status: fc.constantFrom(500, 504)
  })
)

export const acts: fc.Arbitrary<ModelAct> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<ModelAct>({ what: 'reset' }, { what: 'drop' }) },
  { weight: 3, arbitrary: fault.map((one): ModelAct => ({ what: 'plan', fault: one })) },
  { weight: 1, arbitrary: fc.constantFrom<ModelAct>({ what: 'clear faults' }, { what: 'forget requests' }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: -90, max: 90 }).map((minutes): ModelAct => ({ what: 'advance', minutes }))
  },
  { weight: 4, arbitrary: fc.constant<ModelAct>({ what: 'look' }) }
)
