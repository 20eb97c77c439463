import { readFile, readdir } from 'node:fs/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Where the build puts the page; the same from the sources as from the built package. */
const folder = new URL('../../dist/inspector/page/', import.meta.url)

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml'
}

/** Nothing from elsewhere is loaded or asked, and no other page can frame it. */
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The inspector at `/__admin/`. It holds nothing of a world: what it shows it asks of `/__admin`, with the token that it is given. */
export async function inspectorPage (app: FastifyInstance): Promise<void> {
  const files = await readPage()
  app.get('/', async (request, reply) => {
    const path = request.originalUrl.replace(/\?.*/s, '')
    // Its files are beside it only if the address ends in a slash.
    return path.endsWith('/') ? send(reply, files, 'index.html') : reply.redirect(`${path}/`)
  })
  app.get<{ Params: { '*': string } }>('/assets/*', async (request, reply) => send(reply, files, `assets/${request.params['*']}`))
}

function send (reply: FastifyReply, files: ReadonlyMap<string, Buffer>, name: string): FastifyReply {
  const file = files.get(name)
  if (file === undefined) return reply.code(404).send({ errors: [`The inspector has no file ${name}`] })
  const type = types[name.replace(/.*\./, '')] ?? 'application/octet-stream'
  return reply.type(type).headers({ 'content-security-policy': policy, 'referrer-policy': 'no-referrer' }).send(file)
}

/** Every file of the page by its name: there are few, and they are small. */
async function readPage (): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => { throw new Error('The inspector is not built: run `npm run build`') })
  const names = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`)
  return new Map(await Promise.all(names.map(async (path) => [path.slice(folder.pathname.length).replace(/^\/+/, ''), await readFile(path)] as const)))
}
