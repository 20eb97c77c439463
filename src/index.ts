export { startMockServer } from './mock-server.ts'
export type { MockServer } from './mock-server.ts'
export type { MockServerOptions } from './config.ts'
export type { ApplicationFixture, DialogFixture, Fixtures, MessageFixture, SessionFixture, UserFixture } from './fixtures/fixtures.ts'
