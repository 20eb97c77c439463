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

/** Where one thing masks what another has masked already. */
export const maskedAlready = /^\*{4}.{0,4}$/

/** A value without quotes may have spaces and commas in it. */
const endOfBare = /[&\r\n}]|,\s*["'{]|$/g

/** The name of a field, in the head of its part of a multipart body. */
const partName = /\bname\*?=[ \t]*"?([^"\r\n;]{1,100})/gi

/**
 * Masks the credentials in a text that can't be read as what it was meant for: everything that stands after one of
 * their names, spaces and commas too.
 */
export function maskText (text: string): string {
  return maskNamed(maskParts(text))
}

/** What stands between the head of a part and the next boundary. */
function maskParts (text: string): string {
  let shown = ''
  let done = 0
  for (const { 1: name = '', index } of text.matchAll(partName)) {
    if (index < done || !isSecretName(name)) continue
    const blank = /\r?\n\r?\n/g
    blank.lastIndex = index
    if (blank.exec(text) === null) break
    const boundary = text.indexOf('\n--', blank.lastIndex)
    const value = text.slice(blank.lastIndex, boundary === -1 ? text.length : boundary).replace(/\r$/, '')
    shown += text.slice(done, blank.lastIndex) + maskValue(name, value)
    done = blank.lastIndex + value.length
  }
  return shown + text.slice(done)
}

function maskNamed (text: string): string {
  let shown = ''
  let done = 0
  for (const { index } of text.matchAll(/[:=]/g)) {
    if (index < done) continue
    const name = nameBefore(text, index)
    if (!isSecretName(name)) continue
    const start = index + 1 + (/^\s*/.exec(text.slice(index + 1, index + 1 + longestName))?.[0].length ?? 0)
    const end = endOf(text, start)
    shown += text.slice(done, start) + maskValue(name, text.slice(start, end))
    done = end
  }
  return shown + text.slice(done)
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
  if (isPasswordName(name)) return `${open}****${open === '' ? '' : close}`
  if (maskedAlready.test(inner)) return value
  const end = inner.length > 8 && /^[\w.~+/=-]+$/.test(inner) ? inner.slice(-4) : ''
  return `${open}****${end}${open === '' ? '' : close}`
}
