import { toBare } from './bare.ts'
import { findJsonError } from './find-json-error.ts'

/**
 * The vendor's API takes no deeper JSON, and neither does what writes it here; in objects and lists within each other.
 */
export const deepestJson = 32

/**
 * JSON from outside: its objects have no prototypes and nest no deeper than they may. It says where a text is broken,
 * which not every version of Node does; a byte order mark is passed over.
 *
 * @throws SyntaxError; its message completes "it is ..."
 */
export function parseJson (text: string, deepest = deepestJson): unknown {
  const json = text.startsWith('\uFEFF') ? text.slice(1) : text
  return withoutPrototypes(parse(json), deepest, deepest)
}

function parse (json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    const at = findJsonError(json)
    throw at === undefined
      ? error
      : new SyntaxError(`not JSON: unexpected ${nameAt(json, at)} at ${position(json, at)}`)
  }
}

/** Where they stand: of a million objects a copy takes as long as to parse them, and twice the memory. */
function withoutPrototypes (value: unknown, left: number, deepest: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (left === 0) throw new SyntaxError(`JSON that nests deeper than ${deepest} levels`)
  for (const inner of Array.isArray(value) ? value : Object.values(toBare(value))) {
    withoutPrototypes(inner, left - 1, deepest)
  }
  return value
}

function nameAt (text: string, at: number): string {
  const letter = text.codePointAt(at)
  if (letter === undefined) return 'end'
  return letter === 0x22 ? 'or broken string' : JSON.stringify(String.fromCodePoint(letter))
}

function position (text: string, at: number): string {
  const lines = text.slice(0, at).split('\n')
  return `line ${lines.length}, column ${(lines.at(-1) ?? '').length + 1}`
}
