import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { AdminError } from '../workspace/input/admin-error.ts'
import { packageRoot } from '../package-root.ts'

/** Where the build puts the page. */
const folder = new URL('dist/inspector/', packageRoot)

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml'
}

/** Nothing from elsewhere is loaded or asked, and no other page can frame it. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; " +
    "form-action 'none'; frame-ancestors 'none'"

/**
 * The inspector at `/__admin/`. It holds nothing of a world: what it shows it asks of `/__admin`, with the token that
 * it is given.
 */
export async function inspectorPage (app: FastifyInstance): Promise<void> {
  let reading: Promise<ReadonlyMap<string, Buffer>> | undefined
  const send = async (reply: FastifyReply, name: string): Promise<FastifyReply> => {
    reading ??= readPage().catch((error) => {
      reading = undefined
      throw error
    })
    const file = (await reading).get(name)
    if (file === undefined) throw new AdminError(404, [`The inspector has no file ${name}`])
    return reply.type(typeOf(name)).headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer' })
      .send(file)
  }
  app.get('/', {
    schema: {
      summary: 'The inspector, a page that shows who still sees what',
      tags: ['Inspector'],
      produces: ['text/html']
    }
  }, async (request, reply) => {
    const path = request.originalUrl.replace(/\?.*/s, '')
    // Its files are beside it only if the address ends in a slash.
    return path.endsWith('/') ? send(reply, 'index.html') : reply.redirect(`${path}/`)
  })
  app.get<{ Params: { '*': string } }>(
    '/assets/*',
    async (request, reply) => send(reply, `assets/${request.params['*']}`)
  )
}

function typeOf (name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}

/** Every file of the page by its name: there are few, and they are small. */
async function readPage (): Promise<ReadonlyMap<string, Buffer>> {
  const root = fileURLToPath(folder)
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => {
    throw new AdminError(503, ['The inspector is not built: run npm run build'])
  })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(paths.map(async (path) =>
      [relative(root, path).replaceAll(sep, '/'), await readFile(path)] as const
    ))
  )
}
