import { describe, expect, test } from 'vitest'
import { deleteDialogs } from '../../src/deletion/delete-dialogs.ts'
import { deleteMessages } from '../../src/deletion/delete-messages.ts'
import type { Caller, Outcome } from '../../src/deletion/verdict.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import { MemoryStore } from '../../src/store/memory/memory-store.ts'
import type { Dialog, Message } from '../../src/store/world.ts'
import { aDialog, aMessage, application, occupant, owner, sender } from './things.ts'

type Rival = (store: MemoryStore) => unknown

/** A store in which somebody else is done between what a request reads and what it writes. */
class RacedStore extends MemoryStore {
  #rival: Rival | undefined

  constructor (dialogs: Dialog[], messages: Message[], rival: Rival) {
    super({ applications: [], users: [], sessions: [], dialogs, messages })
    this.#rival = rival
  }

  override findDialogs (ids: readonly string[]): Array<Dialog | undefined> {
    const found = super.findDialogs(ids)
    const rival = this.#rival
    this.#rival = undefined
    rival?.(this)
    return found
  }
}

const told = (outcome: Outcome): string[] => outcome.map(({ id, verdict, reason }) => `${id} ${verdict} ${reason}`)

interface Row {
  what: string
  caller: Caller
  force?: boolean
  rival: Rival
  outcome: string[]
}

const ofMessages: Row[] = [
  {
    what: 'M1: one of two is destroyed for the key meanwhile',
    caller: application,
    rival: (store) => store.destroyMessages(['a']),
    outcome: ['a NotFound M1', 'b destroy M3']
  },
  {
    what: 'M1: one of two is destroyed by its sender meanwhile',
    caller: sender,
    force: true,
    rival: (store) => store.destroyMessages(['b']),
    outcome: ['a destroy M8', 'b NotFound M1']
  },
  {
    what: 'M5: one of two is hidden from the same user meanwhile',
    caller: occupant,
    rival: (store) => store.hideMessages(['a'], 3),
    outcome: ['a NotFound M5', 'b hide M7']
  },
  {
    what: 'M5: what another user hides meanwhile is no loss',
    caller: occupant,
    rival: (store) => store.hideMessages(['a', 'b'], 2),
    outcome: ['a hide M7', 'b hide M7']
  },
  {
    what: 'M5: both are destroyed by somebody else meanwhile',
    caller: occupant,
    rival: (store) => store.destroyMessages(['a', 'b']),
    outcome: ['a NotFound M5', 'b NotFound M5']
  }
]

const ofDialogs: Row[] = [
  {
    what: 'D1: one of three is destroyed meanwhile',
    caller: owner,
    force: true,
    rival: (store) => store.destroyDialogs(['g']),
    outcome: ['g NotFound D1', 'h destroy D5', 'p destroy D5']
  },
  {
    what: 'D7: one of two groups is left by the same user meanwhile',
    caller: occupant,
    rival: (store) => store.leaveDialogs(['h'], 3),
    outcome: ['g leave D9', 'h NotFound D7', 'p hide D10']
  },
  {
    what: 'D7: the private one is hidden from the same user meanwhile',
    caller: occupant,
    rival: (store) => store.hideDialogs(['p'], 3),
    outcome: ['g leave D9', 'h leave D9', 'p NotFound D7']
  },
  {
    what: 'D7: all are destroyed by somebody else meanwhile',
    caller: occupant,
    rival: (store) => store.destroyDialogs(['g', 'h', 'p']),
    outcome: ['g NotFound D7', 'h NotFound D7', 'p NotFound D7']
  }
]

describe('what a lost race leaves of one request', () => {
  test.each(ofMessages)('$what', async ({ caller, force = false, rival, outcome }) => {
    const messages = ['a', 'b'].map((_id) => aMessage({ _id }))
    const store = new RacedStore([aDialog()], messages, rival)
    expect(told(await deleteMessages(store, caller, ['a', 'b'], force, defaultSwitches))).toEqual(outcome)
  })

  test.each(ofDialogs)('$what', async ({ caller, force = false, rival, outcome }) => {
    const dialogs = [aDialog({ _id: 'g' }), aDialog({ _id: 'h' }), aDialog({ _id: 'p', type: 3, admins_ids: [] })]
    const store = new RacedStore(dialogs, [], rival)
    const done = await deleteDialogs(store, caller, ['g', 'h', 'p'], force, { privateHistory: 'kept' })
    expect(told(done)).toEqual(outcome)
  })
})
