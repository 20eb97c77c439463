import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { workspaceIn } from '../http/url.ts'

/** A page needs neither scripts nor anything from elsewhere, and no other page can frame it. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
    "frame-ancestors 'none'"

/** Whether who asks is a browser that opens a page, and not a client of the API. */
export function wantsPage (
  { method, headers }: { readonly method?: string | undefined, readonly headers: IncomingHttpHeaders }
): boolean {
  return method === 'GET' && headers.accept?.includes('text/html') === true
}

/** What a browser finds at `/`, where clients of the vendor find nothing. */
export async function frontDoor (app: FastifyInstance): Promise<void> {
  app.get(
    '/',
    { schema: { summary: 'What this is, for a browser', tags: ['Inspector'], produces: ['text/html'] } },
    (request, reply) => {
      const workspace = workspaceIn(request.originalUrl)
      return sendPage(reply, 'quickblox-delete-mock', welcome(workspace === undefined ? '' : escaped(`/@${workspace}`)))
    }
  )
}

/** Why a browser is let in nowhere under `/__admin`, and what to do. */
export function shutPage (reply: FastifyReply, reasons: readonly string[]): FastifyReply {
  return sendPage(reply, 'The inspector is shut', `
    ${reasons.map((reason) => `<p>${escaped(reason)}.</p>`).join('')}
    <p>Everybody who reaches /__admin can read and change the mock's world, so it opens:</p>
    <ul>
      <li>on the machine that it runs on, where it listens on loopback;</li>
      <li>to everybody, started with <code>--open-admin</code> or <code>OPEN_ADMIN=true</code>:
        <pre>docker run --rm -p 127.0.0.1:8080:8080 -e OPEN_ADMIN=true quickblox-delete-mock</pre></li>
      <li>to who has the token, started with <code>--admin-token TOKEN</code> or <code>ADMIN_TOKEN=TOKEN</code>.</li>
    </ul>
    <p>The vendor's calls answer as before.</p>`)
}

function sendPage (reply: FastifyReply, title: string, body: string): FastifyReply {
  reply.type('text/html; charset=utf-8').headers({
    'content-security-policy': policy,
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex'
  })
  return reply.send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`)
}

function welcome (prefix: string): string {
  return `
<p>A stand-in for two calls of the QuickBlox chat API, for tests and demos.
It is running, and remembers what is deleted.</p>
<p><a class="primary" href="${prefix}/__admin/">Open the inspector</a></p>
<p>It shows who still sees what, tries deletes, and follows the requests of your clients as they come.</p>
<h2>For your client</h2>
<ul>
<li><code>DELETE ${prefix}/chat/Message/ID.json</code></li>
<li><code>DELETE ${prefix}/chat/Dialog/ID.json</code></li>
<li>sessions, login, and the lists of dialogs and messages: <a href="${prefix}/__admin/docs">all calls</a></li>
</ul>
<p>The tokens of the users are in the inspector, under “Who asks”.</p>`
}

const style = `
:root {
  color-scheme: light dark;
  --text: #1b2320; --ground: #f4f6f5; --panel: #fff; --line: #d8dfdc; --accent: #1d6654; --on: #fff;
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif;
  color: var(--text); background: var(--ground)
}
@media (prefers-color-scheme: dark) {
  :root { --text: #e4eae7; --ground: #101412; --panel: #181e1b; --line: #2b3531; --accent: #70c9ae; --on: #0c1512 }
}
body { margin: 0; padding: 16px }
main { max-width: 620px; margin: 7vh auto; padding: 8px 28px 20px;
  background: var(--panel); border: 1px solid var(--line); border-radius: 10px }
h1 { font-size: 22px }
h2 { margin-bottom: 0; font-size: 16px }
ul { margin: 8px 0; padding-left: 22px } li { margin: 6px 0 }
a { color: var(--accent) }
a.primary { display: inline-block; padding: 9px 18px; font-weight: 600; color: var(--on); text-decoration: none;
  background: var(--accent); border-radius: 6px }
code, pre { font: 14px ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace; overflow-wrap: anywhere }
pre { padding: 10px 12px; white-space: pre-wrap;
  background: var(--ground); border: 1px solid var(--line); border-radius: 6px }`

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;'
}

function escaped (text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
