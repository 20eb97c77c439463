import { randomBytes, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { authorityKeyIdentifier, subjectKeyIdentifier } from './certificate-extensions.ts'
import { context, element, integer, oid, sequence, tags, time } from './der.ts'

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
