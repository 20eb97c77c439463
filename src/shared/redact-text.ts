import { isPasswordName, isSecretName } from './secret-names.ts'

/** Of a longer name only the end is looked at. */
const longestName = 100

/** How a value ends that begins like this; a text that is broken before masks to its end. */
const ends: ReadonlyMap<string, RegExp> = new Map([
  ['"', /(?<!\\)(?:\\\\)*"/g],
  ["'", /(?<!\\)(?:\\\\)*'/g],
  ['[', /\]/g],
  ['{', /\}/g]
])

/** A value without quotes may have spaces and commas in it. */
const endOfBare = /[&\r\n}]|,\s*["'{]|$/g

/**
 * Masks the credentials in a text that can't be read as what it was meant for: everything that stands after one of
 * their names, spaces and commas too.
 */
export function maskText (text: string): string {
  let masked = ''
  let done = 0
  for (const { index } of text.matchAll(/[:=]/g)) {
    if (index < done) continue
    const name = nameBefore(text, index)
    if (!isSecretName(name)) continue
    const start = index + 1 + (/^\s*/.exec(text.slice(index + 1, index + 1 + longestName))?.[0].length ?? 0)
    const end = endOf(text, start)
    masked += text.slice(done, start) + maskValue(name, text.slice(start, end))
    done = end
  }
  return masked + text.slice(done)
}

/** As JSON, JSON5, forms and headers have names. */
function nameBefore (text: string, index: number): string {
  const before = text.slice(Math.max(0, index - longestName), index).trimEnd()
  const quote = before.at(-1)
  if (quote === '"' || quote === "'") return before.slice(before.lastIndexOf(quote, before.length - 2) + 1, -1)
  let start = before.length
  while (start > 0 && /[\w%[\]\\.-]/.test(before.charAt(start - 1))) start--
  return before.slice(start)
}

function endOf (text: string, start: number): number {
  const closed = ends.get(text.charAt(start))
  const pattern = new RegExp(closed ?? endOfBare)
  pattern.lastIndex = closed === undefined ? start : start + 1
  const found = pattern.exec(text)
  if (found === null) return text.length
  return closed === undefined ? found.index : found.index + found[0].length
}

function maskValue (name: string, value: string): string {
  const [, open = '', inner = '', close = ''] = /^(["']?)(.*?)(["']?)$/s.exec(value) ?? []
  const end = !isPasswordName(name) && inner.length > 8 && /^[\w.~+/=-]+$/.test(inner) ? inner.slice(-4) : ''
  return `${open}****${end}${open === '' ? '' : close}`
}
