import { describeSchema } from './describe-schema.ts'
import { code, escape } from './html.ts'
import type { Content, Document, Operation, Parameter, Paths, Schema } from './openapi.ts'

/** What the page may load: nothing. */
export const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
  code, pre { font: 14px/1.5 ui-monospace, monospace }
  pre { overflow-x: auto; padding: .5rem 1rem; border-left: 3px solid #8888 }
  nav a { margin-right: 1rem }
  details { border-top: 1px solid #8884; padding: .4rem 0 }
  summary { cursor: pointer }
  summary b { display: inline-block; width: 4.5rem }
  summary code { font-weight: bold; margin-right: 1rem; overflow-wrap: anywhere }
  details > :not(summary) { margin-left: 1rem }
  dt { margin-top: .3rem }
  i { opacity: .7; font-style: normal }`

/** A page that shows the document, whole, without a script. */
export function page ({ info, tags, paths, components }: Document): string {
  const sections = tags.map((tag) => section(tag, paths))
  const schemas = Object.entries(components.schemas).map(([name, schema]) =>
    `<h3 id="${name}">${name}</h3>${shown(schema)}`
  )
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${info.title}: API</title><style>${style}</style></head><body>
<header><h1>${info.title} <i>${info.version}</i></h1><p>${code(info.description)}</p>
<p>For programs: <a href="openapi.json">openapi.json</a>. Every call exists under the prefix of a workspace
too, such as <code>/@worker-1</code>.</p>
<nav>${tags.map(({ name }) => `<a href="#${idOf(name)}">${name}</a>`).join(' ')}
<a href="#schemas">Schemas</a></nav></header>
<main>${sections.join('')}<h2 id="schemas">Schemas</h2>${schemas.join('')}</main></body></html>`
}

function section ({ name, description }: Document['tags'][number], paths: Paths): string {
  const calls = Object.entries(paths).flatMap(([path, operations]) => Object.entries(operations)
    .filter(([, { tags }]) => tags.includes(name))
    .map(([method, operation]) => call(method, path, operation)))
  return `<section><h2 id="${idOf(name)}">${name}</h2><p>${code(description)}</p>${calls.join('')}</section>`
}

function call (
  method: string,
  path: string,
  { summary, description, parameters = [], requestBody, responses }: Operation
): string {
  return `<details><summary><b>${method.toUpperCase()}</b><code>${escape(path)}</code>${escape(summary)}</summary>
${description === undefined ? '' : `<p>${code(description)}</p>`}
${parameters.length === 0 ? '' : `<h4>Parameters</h4><dl>${parameters.map(parameterText).join('')}</dl>`}
${requestBody === undefined ? '' : `<h4>Body</h4>${contentText(requestBody.content)}`}
<h4>Answers</h4><dl>${
    Object.entries(responses).map(([status, answer]) =>
      `<dt><b>${status}</b> ${code(answer.description)} ${contentText(answer.content)}</dt>`
    ).join('')
  }</dl></details>`
}

function parameterText ({ name, in: place, required = false, description = '', schema }: Parameter): string {
  return `<dt><code>${escape(name)}</code> <i>${place}${required ? ', required' : ''}</i> ` +
    `<code>${describeSchema(schema)}</code></dt><dd>${code(description)}</dd>`
}

/** A body may come in several types that hold the same. */
function contentText (content: Content = {}): string {
  const [schema] = Object.values(content).map((one) => one.schema)
  return `<i>${Object.keys(content).join(' or ')}</i> ${schema === undefined ? '' : shown(schema)}`
}

/** What has a name is shown once, among the schemas. */
function shown (schema: Schema): string {
  return schema.$ref === undefined ? `<pre>${describeSchema(schema)}</pre>` : `<code>${describeSchema(schema)}</code>`
}

function idOf (name: string): string {
  return name.toLowerCase().replaceAll(' ', '-')
}
