import type { Caller, Outcome } from '../deletion/verdict.ts'
import type { FidelitySwitches } from '../options/switches.ts'
import { promised, whenReady } from '../shared/maybe-promise.ts'
import type { MaybePromise } from '../shared/maybe-promise.ts'
import type { ChatStore } from '../store/chat-store.ts'
import { sendAnswer } from './empty-body.ts'
import type { DeleteAnswer } from './formatters.ts'
import type { Handler } from './paths.ts'
import { readDelete } from './reading/delete-request.ts'

type Remove = (
  store: ChatStore,
  caller: Caller,
  ids: readonly string[],
  force: boolean,
  switches: FidelitySwitches
) => MaybePromise<Outcome>

type ToAnswer = (outcome: Outcome, several: boolean, switches: FidelitySwitches) => DeleteAnswer

/** Answers a DELETE of either kind: what is asked, what comes of it, and how that is told. */
export function deleteHandler (remove: Remove, toAnswer: ToAnswer, switches: FidelitySwitches): Handler {
  return (request, reply) => {
    const { caller, ids, several, force } = readDelete(request, switches)
    return promised(whenReady(remove(request.store, caller, ids, force, switches), (outcome) => {
      request.outcome = outcome
      return sendAnswer(reply, toAnswer(outcome, several, switches), switches)
    }))
  }
}
