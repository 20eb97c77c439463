import { about, flag, numeral, positive, someText, whole } from '../workspace/input/fields.ts'
import type { FieldsOf } from '../workspace/input/fields.ts'
import { filterFields } from '../workspace/journal/request-filter.ts'
import { longestWait } from '../workspace/waiting.ts'
import type { Page } from './requests-answer.ts'

// What the calls of `/__admin` take besides what a test can ask for too.

export const pageFields = {
  limit: about('No more than so many. Default: all.', numeral),
  before: about(
    'Only what came before the request with this id, such as the last one of the page before.',
    someText
  )
} satisfies FieldsOf<Page>

export const waitFields = {
  atLeast: about('Wait until it is so many.', positive),
  withinMs: about('But no longer than this, in milliseconds. Default: 1000.', whole(0, longestWait))
}

export const countFields = { ...filterFields, ...waitFields }

/** Whose state is asked for, and how much of it. */
export interface StateQuery {
  readonly as?: string
  readonly destroyed?: 'true' | 'false'
}

export const stateFields = {
  as: about('A user\'s id: what that user still sees.', numeral),
  destroyed: about('Whether to add what was in the fixtures and is there no more.', flag)
} satisfies FieldsOf<StateQuery>

export const shippedWorldFields = { world: about('The name of a shipped world, instead of a body.', someText) }
