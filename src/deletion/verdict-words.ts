import type { Verdict } from './verdict.ts'

/** What a verdict means to people. */
export const verdictWords = {
  destroy: 'destroyed for everybody',
  hide: 'hidden from the caller alone',
  leave: 'the caller leaves',
  NotFound: 'not found',
  WrongPermissions: 'refused'
} as const satisfies Record<Verdict, string>
