import Type from 'typebox'
import { fromTable } from '../options/switches.ts'
import { faultFields } from '../workspace/faults/fault-fields.ts'
import type { Fields } from '../workspace/input/fields.ts'
import { filterFields } from '../workspace/journal/request-filter.ts'
import { clockFields } from '../workspace/set-clock.ts'
import { countFields, pageFields, shippedWorldFields, stateFields } from './inputs.ts'

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

// What is said here is for the API's document. Of what comes in, it says what the fields say that check it.

const dateTime = (description: string) => Type.String({ format: 'date-time', description })
const userId = (description: string) => Type.Integer({ minimum: 1, description })
const objectOf = (fields: Fields) => Type.Object(optional(fields), { additionalProperties: false })
const optional = (fields: Fields) =>
  Object.fromEntries(Object.entries(fields).map(([name, { schema }]) => [name, Type.Optional(Type.Unsafe(schema))]))

export const Errors = Type.Object({ errors: Type.Array(Type.String()) }, {
  description: 'What is wrong, one text for each thing.'
})
export const Nothing = Type.Null({ description: 'Done; there is nothing to say.' })
export const Ok = Type.Object({ status: Type.Literal('ok') })

export const RequestFilter = objectOf(filterFields)

export const CountFilter = objectOf(countFields)

const Caller = Type.Object({
  kind: Type.Enum(['user', 'application']),
  userId: Type.Optional(userId('The user.')),
  applicationId: Type.Integer({ description: 'The application.' })
}, { description: 'Who asked.' })

const JournalEntry = Type.Object({
  id: Type.String({ description: 'The `X-Request-Id` of the answer.' }),
  at: dateTime('When it came, in real time.'),
  method: Type.String(),
  url: Type.String({ description: 'Path and query, without the prefix of a workspace.' }),
  headers: Type.Record(Type.String(), Type.Unknown(), {
    description: 'By their names in lower case, credentials masked.'
  }),
  body: Type.Unknown({
    description:
      'Its parameters, credentials masked; the text of one that could not be read; null where there was none.'
  }),
  caller: Type.Union([Caller, Type.Null()]),
  verdicts: Type.Array(
    Type.Object({
      id: Type.String(),
      verdict: Type.Enum(['destroy', 'hide', 'leave', 'NotFound', 'WrongPermissions']),
      reason: Type.String({ description: 'The id of the rule that it comes from.' })
    }),
    { description: 'Of a deletion, what came of each id.' }
  ),
  ignored: Type.Array(Type.String(), {
    description: 'The names of parameters that meant nothing and were ignored, as they were sent.'
  }),
  response: Type.Union([Type.Object({ status: Type.Integer(), body: Type.Unknown() }), Type.Null()], {
    description: 'What was answered; null when nothing was.'
  }),
  fault: Type.Union([Type.String(), Type.Null()], { description: 'The id of the fault that hit it.' }),
  nearest: Type.Optional(
    Type.String({ description: 'Of an unknown path under `/chat`, the known one that is most like it.' })
  ),
  durationMs: Type.Number({ description: 'From its arrival to its answer, in milliseconds.' }),
  server: Type.Optional(Type.String({
    description: 'Which server received it, as `HOST:PORT`; on a MongoDB, which other servers may share.'
  }))
})

export const Requests = Type.Object({ requests: Type.Array(JournalEntry) })
export const Count = Type.Object({ count: Type.Integer() })

export const Fault = objectOf(faultFields)

export const PlannedFault = Type.Object({ id: Type.String(), ...Fault.properties })
export const Faults = Type.Object({ faults: Type.Array(PlannedFault) })

const Duration = Type.Unsafe(clockFields.advance.schema)

export const SetClock = Type.Union([
  Type.Object({ now: Type.Unsafe(clockFields.now.schema) }, { additionalProperties: false }),
  Type.Object({ advance: Duration }, { additionalProperties: false })
])
export const Now = Type.Object({ now: dateTime('The time of the workspace.') })

const Things = Type.Array(Type.Record(Type.String(), Type.Unknown()))
export const State = Type.Object({
  applications: Things,
  users: Things,
  dialogs: Things,
  messages: Things,
  destroyed: Type.Optional(
    Type.Object({ dialogs: Things, messages: Things }, {
      description: 'What was in the fixtures and is there no more.'
    })
  )
}, { description: 'Each thing in the form of fixtures; `deleted_for` are the users who hid it from themselves.' })

export const ExportedFixtures = Type.Object({
  applications: Things,
  users: Things,
  sessions: Things,
  dialogs: Things,
  messages: Things
}, { additionalProperties: false })

export const Workspaces = Type.Object({
  workspaces: Type.Array(
    Type.Object({
      name: Type.String(),
      prefix: Type.String({
        description: 'What its URLs begin with, such as `/@worker-1`; empty for the default workspace.'
      })
    })
  )
})

export const Health = Type.Object({
  status: Type.Enum(['healthy', 'unhealthy']),
  message: Type.String(),
  version: Type.String(),
  uptimeInSeconds: Type.Integer(),
  timestamp: dateTime('Now, in real time.'),
  store: Type.Enum(['memory', 'mongod', 'mongodb'])
})

export const Page = objectOf(pageFields)
export const StateQuery = objectOf(stateFields)
export const ShippedWorld = objectOf(shippedWorldFields)
export const FaultId = Type.Object({ id: Type.String() })
export const WorkspaceName = Type.Object({ name: Type.String() })

export const Sessions = Type.Object({ sessions: Things })
export const Settings = Type.Object(
  fromTable(({ values, meaning }) => Type.Enum([...values], { description: meaning }))
)
export const ShippedWorlds = Type.Object({
  worlds: Type.Array(Type.Object({ name: Type.String(), fixtures: Type.Record(Type.String(), Type.Unknown()) }))
})
