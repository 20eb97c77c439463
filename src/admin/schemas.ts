import Type from 'typebox'
import { fromTable } from '../options/switches.ts'
import { verdictNames } from '../workspace/journal/request-filter.ts'

export { Fixtures } from '../fixtures/schema.ts'

declare module 'fastify' {
  interface FastifySchema {
    summary?: string
    description?: string
    tags?: readonly string[]
    /** What is answered, where it is not JSON by a schema. */
    produces?: readonly string[]
  }
}

// What is said here is for the API's document; src/workspace/input/fields.ts checks what comes, for programs that call it in the same process too.

const dateTime = (description: string) => Type.String({ format: 'date-time', description })
const userId = (description: string) => Type.Integer({ minimum: 1, description })

export const Errors = Type.Object({ errors: Type.Array(Type.String()) }, { description: 'What is wrong, one text for each thing.' })
export const Nothing = Type.Null({ description: 'Done; there is nothing to say.' })
export const Ok = Type.Object({ status: Type.Literal('ok') })

export const RequestFilter = Type.Object({
  method: Type.Optional(Type.String({ pattern: '^[A-Za-z]+$', description: 'The method, in either case.' })),
  path: Type.Optional(Type.String({ pattern: '^/', description: 'What the path starts with, without the prefix of a workspace.' })),
  id: Type.Optional(Type.String({ minLength: 1, description: 'An id that the URL names, alone or among others, or in its query.' })),
  user: Type.Optional(userId('The user who asked, or on whose behalf an application did.')),
  status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599, description: 'The status of the answer.' })),
  verdict: Type.Optional(Type.Enum([...verdictNames], { description: 'What came of at least one of the ids; `SuccessfullyDeleted` is any of `hide`, `leave` and `destroy`.' }))
}, { additionalProperties: false })

export const CountFilter = Type.Object({
  ...RequestFilter.properties,
  atLeast: Type.Optional(Type.Integer({ minimum: 1, description: 'Wait until it is so many.' })),
  withinMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000, description: 'But no longer than this, in milliseconds. Default: 1000.' }))
}, { additionalProperties: false })

const Caller = Type.Object({
  kind: Type.Enum(['user', 'application']),
  userId: Type.Optional(userId('The user.')),
  applicationId: Type.Integer({ description: 'The application.' })
}, { description: 'Who asked.' })

export const JournalEntry = Type.Object({
  id: Type.String({ description: 'The `X-Request-Id` of the answer.' }),
  at: dateTime('When it came, in real time.'),
  method: Type.String(),
  url: Type.String({ description: 'Path and query, without the prefix of a workspace.' }),
  headers: Type.Record(Type.String(), Type.Unknown(), { description: 'By their names in lower case, credentials masked.' }),
  body: Type.Unknown({ description: 'Its parameters, credentials masked; the text of one that could not be read; null where there was none.' }),
  caller: Type.Union([Caller, Type.Null()]),
  verdicts: Type.Array(Type.Object({
    id: Type.String(),
    verdict: Type.Enum(['destroy', 'hide', 'leave', 'NotFound', 'WrongPermissions']),
    reason: Type.String({ description: 'The id of the rule that it comes from.' })
  }), { description: 'Of a deletion, what came of each id.' }),
  ignored: Type.Array(Type.String(), { description: 'The names of parameters that meant nothing and were ignored, as they were sent.' }),
  response: Type.Union([Type.Object({ status: Type.Integer(), body: Type.Unknown() }), Type.Null()], { description: 'What was answered; null when nothing was.' }),
  fault: Type.Union([Type.String(), Type.Null()], { description: 'The id of the fault that hit it.' }),
  nearest: Type.Optional(Type.String({ description: 'Of an unknown path under `/chat`, the known one that is most like it.' })),
  durationMs: Type.Number({ description: 'From its arrival to its answer, in milliseconds.' })
})

export const Requests = Type.Object({ requests: Type.Array(JournalEntry) })
export const Count = Type.Object({ count: Type.Integer() })

export const Fault = Type.Object({
  match: Type.Optional(Type.Object({
    method: Type.Optional(Type.String({ pattern: '^[A-Za-z]+$' })),
    path: Type.Optional(Type.String({ pattern: '^/', description: 'What the path starts with, without the prefix of a workspace.' })),
    id: Type.Optional(Type.String({ minLength: 1, description: 'An id that the URL names.' })),
    user: Type.Optional(userId('The user who asks.'))
  }, { additionalProperties: false, description: 'The requests that it hits; all where left out.' })),
  times: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Literal('always')], { description: 'How many of them, the next first. Default: 1.' })),
  when: Type.Optional(Type.Enum(['before', 'after'], { description: '`before`: nothing is deleted. `after`: the deletion happens, then the answer goes wrong. Default: `before`.' })),
  delayMs: Type.Optional(Type.Number({ minimum: 0, maximum: 600_000, description: 'How long the request is held up first.' })),
  status: Type.Optional(Type.Integer({ minimum: 200, maximum: 599, description: 'Default: 500; with `headers` or `delayMs` alone, what it would have been.' })),
  headers: Type.Optional(Type.Record(Type.String(), Type.String(), { description: '8192 bytes at most, and none that belongs to the connection or follows from the body, such as `Connection` or `Content-Length`.' })),
  body: Type.Optional(Type.Unknown({ description: 'A string is sent as it is, anything else as JSON. Default: the vendor\'s error body for the status.' })),
  connection: Type.Optional(Type.Enum(['reset', 'close', 'hang'], { description: 'No answer at all; then `status`, `headers` and `body` must be left out.' }))
}, { additionalProperties: false })

export const PlannedFault = Type.Object({ id: Type.String(), ...Fault.properties })
export const Faults = Type.Object({ faults: Type.Array(PlannedFault) })

export const Duration = Type.Object({
  days: Type.Optional(Type.Number()),
  hours: Type.Optional(Type.Number()),
  minutes: Type.Optional(Type.Number()),
  seconds: Type.Optional(Type.Number()),
  milliseconds: Type.Optional(Type.Number())
}, { additionalProperties: false })

export const SetClock = Type.Union([
  Type.Object({ now: dateTime('The time that it is from now on.') }, { additionalProperties: false }),
  Type.Object({ advance: Duration }, { additionalProperties: false })
])
export const Now = Type.Object({ now: dateTime('The time of the workspace.') })

const Things = Type.Array(Type.Record(Type.String(), Type.Unknown()))
export const State = Type.Object({
  applications: Things,
  users: Things,
  dialogs: Things,
  messages: Things,
  destroyed: Type.Optional(Type.Object({ dialogs: Things, messages: Things }, { description: 'What was in the fixtures and is there no more.' }))
}, { description: 'Each thing in the form of fixtures; `deleted_for` are the users who hid it from themselves.' })

export const ExportedFixtures = Type.Object({ applications: Things, users: Things, sessions: Things, dialogs: Things, messages: Things }, { additionalProperties: false })

export const Workspaces = Type.Object({ workspaces: Type.Array(Type.Object({ name: Type.String(), prefix: Type.String({ description: 'What its URLs begin with, such as `/@worker-1`; empty for the default workspace.' }) })) })

export const Health = Type.Object({
  status: Type.Enum(['healthy', 'unhealthy']),
  message: Type.String(),
  version: Type.String(),
  uptimeInSeconds: Type.Integer(),
  timestamp: dateTime('Now, in real time.'),
  store: Type.Enum(['memory', 'mongod', 'mongodb'])
})

const numeral = (description: string) => Type.Optional(Type.String({ pattern: '^[1-9][0-9]*$', description }))
export const Page = Type.Object({
  limit: numeral('No more than so many. Default: all.'),
  before: Type.Optional(Type.String({ minLength: 1, description: 'Only what came before the request with this id, such as the last one of the page before.' }))
}, { additionalProperties: false })
export const StateQuery = Type.Object({
  as: numeral('A user\'s id: what that user still sees.'),
  destroyed: Type.Optional(Type.Enum(['true', 'false'], { description: 'Whether to add what was in the fixtures and is there no more.' }))
}, { additionalProperties: false })
export const ShippedWorld = Type.Object({
  world: Type.Optional(Type.String({ minLength: 1, description: 'The name of a shipped world, instead of a body.' }))
}, { additionalProperties: false })
export const FaultId = Type.Object({ id: Type.String() })
export const WorkspaceName = Type.Object({ name: Type.String() })

export const Sessions = Type.Object({ sessions: Things })
export const Settings = Type.Object(fromTable(({ values, meaning }) => Type.Enum([...values], { description: meaning })))
export const ShippedWorlds = Type.Object({ worlds: Type.Array(Type.Object({ name: Type.String(), fixtures: Type.Record(Type.String(), Type.Unknown()) })) })
