/** One fidelity switch: what the mock does where the vendor's sources disagree. */
export interface FidelitySwitch {
  /** What it can be set to; the first is the default. */
  readonly values: readonly [string, string, ...string[]]
  /** Completes `"x" is not ...`. */
  readonly noun: string
  /** What it decides, in one sentence. */
  readonly meaning: string
}

/**
 * Every fidelity switch. Its name gives its flag and variable. The options, the settings at `/__admin`, the inspector
 * and `parity` follow from an entry; besides it, a new switch needs the code that reads it, a scenario that decides it,
 * and tests.
 */
export const switchTable = {
  /**
   * What answers the deletion of one message: the documented JSON, or the empty body that several SDKs are written for.
   *
   * @default 'json' (`--single-message-body`, `SINGLE_MESSAGE_BODY`)
   */
  singleMessageBody: {
    values: ['json', 'empty'],
    noun: 'a body',
    meaning: 'What answers the deletion of one message.'
  },
  /**
   * What answers several ids of which none may be deleted: 200 with the three groups, or 403.
   *
   * @default 'groups' (`--all-forbidden`, `ALL_FORBIDDEN`)
   */
  allForbidden: {
    values: ['groups', '403'],
    noun: 'an answer',
    meaning: 'What answers several ids of which none may be deleted.'
  },
  /**
   * Who may delete a message for everybody: its sender and the dialog's owner, or the dialog's owner alone. The
   * dialog's admins may in any case.
   *
   * @default 'sender' (`--message-owner`, `MESSAGE_OWNER`)
   */
  messageOwner: {
    values: ['sender', 'dialog'],
    noun: 'an owner',
    meaning: 'Whether the sender of a message may delete it for everybody, or only the owner of the dialog.'
  },
  /**
   * What an answer without a body holds: nothing, or the one space that the service was seen to send.
   *
   * @default 'none' (`--empty-body`, `EMPTY_BODY`)
   */
  emptyBody: { values: ['none', 'space'], noun: 'an empty body', meaning: 'What an answer without a body holds.' },
  /**
   * Whether a user who hides a private dialog, and gets it back, still sees the messages from before.
   *
   * @default 'kept' (`--private-history`, `PRIVATE_HISTORY`)
   */
  privateHistory: {
    values: ['kept', 'cleared'],
    noun: 'a history',
    meaning: 'Whether the old messages of a private dialog stay visible to a user who hides it.'
  },
  /**
   * What happens to a parameter that a call does not know: it is ignored, and told in the journal; or the request is
   * refused with 422, so that nothing misspelt goes unnoticed.
   *
   * @default 'ignored' (`--unknown-parameters`, `UNKNOWN_PARAMETERS`)
   */
  unknownParameters: {
    values: ['ignored', 'refused'],
    noun: 'a treatment',
    meaning: 'What happens to a parameter that a call does not know.'
  }
} as const satisfies Readonly<Record<string, FidelitySwitch>>

export type SwitchName = keyof typeof switchTable

export type SwitchValue<Name extends SwitchName> = (typeof switchTable)[Name]['values'][number]

/** What every switch is set to. */
export type FidelitySwitches = { readonly [Name in keyof typeof switchTable]: SwitchValue<Name> }

export const switchNames = Object.keys(switchTable) as readonly SwitchName[]

export const defaultSwitches = fromTable(({ values }) => values[0]) as FidelitySwitches

/** Of all that is set, the switches. */
export function switchesOf (settings: FidelitySwitches): FidelitySwitches {
  return fromTable((_, name) => settings[name]) as FidelitySwitches
}

/** Something for each switch, by its name. */
export function fromTable<T> (make: (entry: FidelitySwitch, name: SwitchName) => T): Record<SwitchName, T> {
  return Object.fromEntries(switchNames.map((name) => [name, make(switchTable[name], name)])) as Record<SwitchName, T>
}

/** `messageOwner` is `message-owner` on the command line. */
export function flagOf (name: SwitchName): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}
