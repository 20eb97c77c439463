import type { FixtureSource } from '../fixtures/fixture-source.ts'
import type { LogLevel } from '../shared/logging.ts'
import type { FidelitySwitches } from './switches.ts'

/** How a mock server is set up; every option may be left out. */
export interface MockServerOptions extends Partial<FidelitySwitches> {
  /**
   * TCP port to listen on; 0 takes a free one.
   *
   * @default 0; 8080 on the command line (`--port`, `PORT`)
   */
  readonly port?: number
  /**
   * Address or name to listen on: `localhost` is each of its addresses, `0.0.0.0` or `::` every address of the machine.
   *
   * @default '127.0.0.1' (`--host`, `HOST`)
   */
  readonly host?: string
  /**
   * The world to start from: a JSON file or a folder of them, fixtures written in place, or a list of both, merged.
   *
   * @default the world of the vendor's documentation pages (`--fixtures`, `FIXTURES`)
   */
  readonly fixtures?: FixtureSource
  /**
   * Whether files of fixtures are loaded again when they change, into every workspace, which then starts from them.
   * Those that don't pass the checks are told in the log and change nothing. The files are looked at several times a
   * second, which works on mounted folders too.
   *
   * @default false (`--watch`)
   */
  readonly watch?: boolean
  /**
   * Where the world is kept. `memory` starts at once. `mongod` starts a MongoDB server of its own, downloaded if there
   * is none on the machine; a `mongodb://` URL uses the one that is there. `auto` takes the MongoDB that `mongodbUri`
   * names, else a mongod that is already on the machine, else `memory`.
   *
   * @default 'memory'; 'auto' on the command line (`--store`, `STORE`)
   */
  readonly store?: 'auto' | 'memory' | 'mongod' | `mongodb://${string}` | `mongodb+srv://${string}`
  /**
   * The MongoDB that the store `auto` takes, as a `mongodb://` URL.
   *
   * @default none (`MONGODB_URI`)
   */
  readonly mongodbUri?: string
  /**
   * Names by which clients know the vendor, such as `api.quickblox.com`. The certificate is for them too, and a client
   * that has the mock for its proxy finds it there.
   *
   * @default none (`--as`, `AS`)
   */
  readonly as?: readonly string[]
  /**
   * The folder that keeps the authority of made certificates, so that clients need to trust it only once: `ca.pem` for
   * everybody, `ca-key.pem` for this user alone. Both are made where they are missing, for the names there are then,
   * and used again.
   *
   * @default an authority for this run alone (`--ca-dir`, `CA_DIR`)
   */
  readonly caDir?: string
  /**
   * HTTPS with a certificate made at the start, for localhost, 127.0.0.1, ::1, the machine's name and `host`; clients
   * must trust the authority at the handle's `caPath`.
   *
   * @default false (`--https`, `HTTPS`)
   */
  readonly https?: boolean
  /**
   * HTTPS with a certificate of your own: the path of a PEM file, the chain that vouches for it included. Needs
   * `tlsKey`, and `https` need not be said.
   *
   * @default none (`--tls-cert`, `TLS_CERT`)
   */
  readonly tlsCert?: string
  /**
   * The key of `tlsCert`: the path of a PEM file that is not locked with a passphrase.
   *
   * @default none (`--tls-key`, `TLS_KEY`)
   */
  readonly tlsKey?: string
  /**
   * Whether the answers to deletes have the header `X-Mock-Verdicts: ID=M11, ID=M7`, the rule that decided on each id;
   * of more than 100 ids, on the first 100.
   *
   * @default false (`--explain`, `EXPLAIN`)
   */
  readonly explain?: boolean
  /**
   * How many requests each workspace remembers in its journal, from 0 to 100000; 0 turns the journal off.
   *
   * @default 1000 (`--journal`, `JOURNAL`)
   */
  readonly journal?: number
  /**
   * The token that `/__admin` then needs, as `Authorization: Bearer TOKEN`.
   *
   * @default none: `/__admin` answers only where the server listens on loopback, or with `openAdmin` (`--admin-token`,
   * `ADMIN_TOKEN`)
   */
  readonly adminToken?: string
  /**
   * Names by which `/__admin` may be addressed, besides those of loopback and the `host`, where there is no
   * `adminToken`: `mock`, where other containers know it so. By any other name it may be a web page of elsewhere that
   * asks, which has let its own name point here.
   *
   * @default none (`--admin-host`, `ADMIN_HOST`)
   */
  readonly adminHost?: readonly string[]
  /**
   * Whether `/__admin` answers everybody who reaches it, where there is no `adminToken`: by an address, a name of
   * loopback, or one of `adminHost`. Web pages of other sites it never answers.
   *
   * @default false (`--open-admin`, `OPEN_ADMIN`)
   */
  readonly openAdmin?: boolean
  /**
   * What is written to standard error: pretty at a terminal, JSON lines elsewhere, credentials masked.
   *
   * @default 'silent'; 'info' on the command line (`--log-level`, `LOG_LEVEL`)
   */
  readonly logLevel?: LogLevel
}

/** The options with their defaults filled in. */
export type ResolvedOptions =
  & Required<Omit<MockServerOptions, WithoutDefault>>
  & Pick<MockServerOptions, WithoutDefault>

/** Options without a default. */
type WithoutDefault = 'fixtures' | 'mongodbUri' | 'as' | 'caDir' | 'tlsCert' | 'tlsKey' | 'adminToken'
