import fastify from 'fastify'
import type { FastifyBaseLogger, FastifyInstance, FastifyServerOptions } from 'fastify'
import { divertAdmin, isAdmin } from './admin/divert.ts'
import type { Access } from './admin/guard.ts'
import { explainVerdicts } from './quickblox/explain.ts'
import { observeRequests } from './quickblox/observe.ts'
import type { ServerCertificate } from './http/server-certificate.ts'
import { answerHalfClosed } from './http/half-closed.ts'
import { closeGently } from './http/linger.ts'
import { refuseUnreadable } from './http/refuse-unreadable.ts'
import { errorAnswerer, handleErrors, unreadableRequest } from './quickblox/error-handler.ts'
import type { AnswerError } from './quickblox/error-handler.ts'
import { requestId } from './http/request-id.ts'
import { takeAuthority } from './http/target.ts'
import { maxHeaderSize, transport, usualPatience } from './http/transport.ts'
import type { Patience } from './http/transport.ts'
import { registerQuickBlox } from './quickblox/index.ts'
import type { FidelitySwitches } from './options/switches.ts'
import type { Stores } from './store/stores.ts'
import { withoutWorkspace } from './http/url.ts'
import { withoutSchemas } from './http/without-schemas.ts'
import type { Workspaces } from './workspace/workspaces.ts'

export interface AppOptions {
  readonly workspaces: Workspaces
  readonly stores: Pick<Stores, 'kind' | 'description'>
  readonly switches: FidelitySwitches
  /** With these it speaks HTTPS. */
  readonly credentials?: ServerCertificate
  /** The certificate of the authority that clients must trust, in PEM, where the mock has made one. */
  readonly ca?: string
  /** Whether answers to deletes say which rule decided. */
  readonly explain?: boolean
  /** Who may administer it. */
  readonly access: Omit<Access, 'address'>
  readonly log?: FastifyBaseLogger
  /** How long a client may take to send a request. */
  readonly patience?: Patience
}

/** The map of everything that is registered; it never listens. */
export async function buildApp (
  { workspaces, stores, switches, explain = false, access, credentials, ca, log, patience = usualPatience }: AppOptions
): Promise<FastifyInstance> {
  const answerError = errorAnswerer(log)
  const app = newApp(transport(credentials, patience), answerError)
  if (log !== undefined && !quietLevels.has(log.level)) logRequests(app, log)
  // First of all that closing does, so that nobody who waits or hangs delays it.
  app.addHook('preClose', async () => workspaces.end())
  divertAdmin(app, log, async () => {
    const { buildAdminApp } = await import('./admin/app.ts')
    return buildAdminApp({
      workspaces,
      stores,
      switches,
      access: { ...access, address: () => addressOf(app) },
      ...(ca !== undefined && { ca }),
      ...(log !== undefined && { log })
    })
  })
  if (explain) explainVerdicts(app)
  observeRequests(app)
  handleErrors(app, answerError)
  registerQuickBlox(app, switches, workspaces)
  return app
}

/** It speaks HTTP, and nothing is registered with it yet. */
function newApp (spoken: FastifyServerOptions, answerError: AnswerError): FastifyInstance {
  // With a logger of its own it would make one for each request, which costs as much as judging that.
  const app = fastify({
    ...spoken,
    ...withoutSchemas,
    routerOptions: { maxParamLength: maxHeaderSize },
    // Nothing here can fail to start in time, and each route would have a timer for it.
    pluginTimeout: 0,
    // Its words for a request that comes while it closes are not the vendor's, and there is still who answers it.
    return503OnClosing: false,
    genReqId: requestId,
    rewriteUrl: (request) => {
      takeAuthority(request)
      return withoutWorkspace(request.url ?? '/')
    },
    frameworkErrors: answerError,
    clientErrorHandler: (error, socket) => refuseUnreadable(socket, error.code, unreadableRequest(error.code))
  })
  // Headers are limited by their bytes. Node drops those past a number without a word, a token among them.
  app.server.maxHeadersCount = 0
  answerHalfClosed(app.server)
  closeGently(app.server)
  // Node would refuse an expectation that it does not know with a 417 of its own, without a body.
  app.server.on('checkExpectation', (request, response) => app.routing(request, response))
  return app
}

const quietLevels: ReadonlySet<string> = new Set(['warn', 'error', 'fatal', 'silent'])

function logRequests (app: FastifyInstance, log: FastifyBaseLogger): void {
  app.addHook('onResponse', async (request, reply) => {
    // What runs the mock asks for its health every few seconds.
    log[isAdmin(request.url) ? 'debug' : 'info']({
      reqId: request.id,
      method: request.method,
      url: request.originalUrl,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime)
    }, 'request')
  })
}

function addressOf (app: FastifyInstance): string | undefined {
  const address = app.server.address()
  return typeof address === 'object' ? address?.address : undefined
}
