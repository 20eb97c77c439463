import type { Received } from '../../src/workspace/journal/received.ts'

/** A request as the journal gets it, plain but for what a test says of it. */
export function received (more: Partial<Received> = {}): Received {
  return {
    id: 'a',
    at: 0,
    method: 'GET',
    url: '/',
    headers: {},
    body: null,
    caller: null,
    outcome: null,
    ignored: null,
    status: 200,
    payload: null,
    fault: null,
    microseconds: 0,
    ...more
  }
}
