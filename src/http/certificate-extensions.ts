import { createHash } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { context, element, elementsIn, integer, oid, sequence, tags } from './der.ts'
import { generalName, readSubtree, writeSubtree } from './names.ts'
import type { Subtree } from './names.ts'

const nameConstraints = oid('2.5.29.30')

/** The extensions of an authority: how many authorities may stand below it, and what the certificates may be for. */
export function authorityExtensions (below: number, subtrees: readonly Subtree[]): Buffer[] {
  const permitted = subtrees.map((subtree) => sequence(writeSubtree(subtree)))
  return [
    extension(
      '2.5.29.19',
      sequence(element(tags.boolean, Buffer.from([0xff])), integer(Buffer.from([below]))),
      'critical'
    ),
    extension('2.5.29.15', element(tags.bits, Buffer.from([1, 0b0000_0110])), 'critical'),
    serverAuthentication,
    extension('2.5.29.30', sequence(element(context(0, true), ...permitted)), 'critical')
  ]
}

/** Those of a server with names and addresses. */
export function serverExtensions (names: readonly string[]): Buffer[] {
  return [
    extension('2.5.29.19', sequence(), 'critical'),
    extension('2.5.29.15', element(tags.bits, Buffer.from([7, 0b1000_0000])), 'critical'),
    serverAuthentication,
    extension('2.5.29.17', sequence(...names.map(generalName)))
  ]
}

/** What the certificates of an authority may be for; undefined where it has no limits, or none that are understood. */
export function readSubtrees (certificate: Buffer): readonly Subtree[] | undefined {
  const at = certificate.indexOf(nameConstraints)
  if (at === -1) return undefined
  const value = [...elementsIn(certificate.subarray(at + nameConstraints.length))].find(({ tag }) =>
    tag === tags.octets
  )
  const permitted = [...elementsIn(inside(value?.content))].find(({ tag }) => tag === context(0, true))
  const bases = [...elementsIn(permitted?.content ?? Buffer.alloc(0))].flatMap((
    { content }
  ) => [...elementsIn(content)])
  return bases.flatMap(({ tag, content }) => readSubtree(tag, content) ?? [])
}

function inside (der: Buffer = Buffer.alloc(0)): Buffer {
  return [...elementsIn(der)][0]?.content ?? Buffer.alloc(0)
}

function extension (name: string, value: Buffer, critical?: 'critical'): Buffer {
  const flag = critical === undefined ? [] : [element(tags.boolean, Buffer.from([0xff]))]
  return sequence(oid(name), ...flag, element(tags.octets, value))
}

const serverAuthentication = extension('2.5.29.37', sequence(oid('1.3.6.1.5.5.7.3.1')))

export function subjectKeyIdentifier (key: KeyObject): Buffer {
  return extension('2.5.29.14', element(tags.octets, keyIdentifier(key)))
}

export function authorityKeyIdentifier (key: KeyObject): Buffer {
  return extension('2.5.29.35', sequence(element(context(0), keyIdentifier(key))))
}

/** Of the key alone, as RFC 5280 has it: the last 65 bytes are the point of the curve. */
function keyIdentifier (key: KeyObject): Buffer {
  return createHash('sha1').update(key.export({ type: 'spki', format: 'der' }).subarray(-65)).digest()
}
