import { createHash, randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { context, element, elementsIn, integer, oid, sequence, tags, time } from './der.ts'
import { generalName, readSubtree, writeSubtree } from './names.ts'
import type { Subtree } from './names.ts'

/** What a certificate says of whom. */
export interface Draft {
  readonly subject: string
  readonly publicKey: KeyObject
  readonly notBefore: number
  readonly notAfter: number
  readonly extensions: readonly Buffer[]
}

/** Who signs it. */
export interface Issuer {
  readonly subject: string
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const organization = 'quickblox-delete-mock'
const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))
const version3 = element(context(0, true), integer(Buffer.from([2])))
const nameConstraints = oid('2.5.29.30')

/** Makes and signs a certificate with a key of the curve P-256; in PEM. */
export function signCertificate (
  { subject, publicKey, notBefore, notAfter, extensions }: Draft,
  issuer: Issuer
): string {
  const identifiers = [subjectKeyIdentifier(publicKey), authorityKeyIdentifier(issuer.publicKey)]
  const body = sequence(
    version3,
    integer(Buffer.concat([Buffer.from([0x40]), randomBytes(15)])),
    ecdsaWithSha256,
    distinguishedName(issuer.subject),
    sequence(time(notBefore), time(notAfter)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    element(context(3, true), sequence(...extensions, ...identifiers))
  )
  return pem(sequence(body, ecdsaWithSha256, bitString(sign('sha256', body, issuer.privateKey))))
}

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

function subjectKeyIdentifier (key: KeyObject): Buffer {
  return extension('2.5.29.14', element(tags.octets, keyIdentifier(key)))
}

function authorityKeyIdentifier (key: KeyObject): Buffer {
  return extension('2.5.29.35', sequence(element(context(0), keyIdentifier(key))))
}

/** Of the key alone, as RFC 5280 has it: the last 65 bytes are the point of the curve. */
function keyIdentifier (key: KeyObject): Buffer {
  return createHash('sha1').update(key.export({ type: 'spki', format: 'der' }).subarray(-65)).digest()
}

function distinguishedName (commonName: string): Buffer {
  const attribute = (name: string, value: string): Buffer =>
    element(tags.set, sequence(oid(name), element(tags.utf8, Buffer.from(value))))
  return sequence(attribute('2.5.4.10', organization), attribute('2.5.4.3', commonName))
}

function bitString (bytes: Uint8Array): Buffer {
  return element(tags.bits, Buffer.from([0]), bytes)
}

function pem (der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`
}
