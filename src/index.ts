export { startMockServer } from './mock-server.ts'
export { FixtureError } from './fixtures/fixture-error.ts'
export type { FixtureProblem } from './fixtures/fixture-error.ts'
export { HttpsError } from './http/https-error.ts'
export { ListenError } from './http/listen-error.ts'
export { UsageError } from './options/option.ts'
export { StoreUnavailableError } from './store/chat-store.ts'
export { StoreError } from './store/stores.ts'
export { AdminError } from './workspace/input/admin-error.ts'
export { WorkspaceError } from './workspace/workspace-error.ts'
export type { MockServerOptions } from './options/mock-server-options.ts'
export type { LogLevel } from './shared/logging.ts'
export type { MockClock, MockWorkspace } from './workspace/mock-workspace.ts'
export type { MockServer, NamedWorkspace } from './workspace/server-handle.ts'
export type { AnswerFault, ConnectionFault, Fault, FaultMatch, PlannedFault } from './workspace/faults/fault.ts'
export type { JournalEntry } from './workspace/journal/journal-entry.ts'
export type { RequestFilter } from './workspace/journal/request-filter.ts'
export type { Duration } from './workspace/set-clock.ts'
export type { State } from './workspace/state.ts'
export type { Caller, Judgement, Verdict } from './deletion/verdict.ts'
export { WorldBuilder, world } from './fixtures/building/world-builder.ts'
export type { BuiltMessage, DialogBuilder, DialogFields, MessageFields } from './fixtures/building/dialog-builder.ts'
export type { BuiltUser, People } from './fixtures/building/people.ts'
export type { WorldFixtures } from './fixtures/from-world.ts'
export type { FixturePiece, FixtureSource } from './fixtures/fixture-source.ts'
export type {
  ApplicationFixture,
  DialogFixture,
  Fixtures,
  MessageFixture,
  SessionFixture,
  UserFixture
} from './fixtures/fixtures.ts'
