import { generateKeyPair } from 'node:crypto'
import { isIP } from 'node:net'
import { promisify } from 'node:util'
import forge from 'node-forge'
import type { pki } from 'node-forge'
import type { Credentials } from './credentials.ts'

const { md, pki: x509 } = forge

const day = 24 * 60 * 60 * 1000

/** Some clients refuse a certificate that lasts longer than 825 days, and clocks differ a little. */
const validity = { before: day, after: 365 * day }

/** Credentials for a server, and in PEM the certificate of the authority that vouches for them. */
export interface MadeCertificate extends Credentials {
  readonly ca: string
}

/** Makes a certificate for names and addresses. The key of the authority that signs it is forgotten at once, so that nothing else can ever be signed with it. */
export async function makeCertificate (names: readonly string[], now = Date.now()): Promise<MadeCertificate> {
  const [authorityKeys, serverKeys] = await Promise.all([makeKeys(), makeKeys()])
  const authority = draft(1, authorityKeys.publicKey, authorityName, now)
  authority.setExtensions([
    { name: 'basicConstraints', critical: true, cA: true, pathLenConstraint: 0 },
    { name: 'keyUsage', critical: true, keyCertSign: true },
    { name: 'subjectKeyIdentifier' }
  ])
  const server = draft(2, serverKeys.publicKey, serverName, now)
  server.setExtensions([
    { name: 'basicConstraints', critical: true, cA: false },
    { name: 'keyUsage', critical: true, digitalSignature: true, keyEncipherment: true },
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: names.map(alternativeName) },
    { name: 'subjectKeyIdentifier' },
    { name: 'authorityKeyIdentifier', keyIdentifier: authority.generateSubjectKeyIdentifier().getBytes() }
  ])
  for (const certificate of [authority, server]) certificate.sign(authorityKeys.privateKey, md.sha256.create())
  return { ca: x509.certificateToPem(authority), cert: x509.certificateToPem(server), key: serverKeys.pem }
}

const organization = { name: 'organizationName', value: 'quickblox-delete-mock' }
const authorityName = [organization, { name: 'commonName', value: 'quickblox-delete-mock test authority' }]
const serverName = [organization, { name: 'commonName', value: 'quickblox-delete-mock' }]

function draft (serial: number, publicKey: pki.PublicKey, subject: pki.CertificateField[], now: number): pki.Certificate {
  const certificate = x509.createCertificate()
  certificate.serialNumber = `${String(serial).padStart(2, '0')}${now.toString(16).padStart(14, '0')}`
  certificate.publicKey = publicKey
  certificate.validity.notBefore = new Date(now - validity.before)
  certificate.validity.notAfter = new Date(now + validity.after)
  certificate.setSubject(subject)
  certificate.setIssuer(authorityName)
  return certificate
}

interface Keys {
  readonly publicKey: pki.PublicKey
  readonly privateKey: pki.rsa.PrivateKey
  readonly pem: string
}

async function makeKeys (): Promise<Keys> {
  const { publicKey, privateKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' }
  })
  return { publicKey: x509.publicKeyFromPem(publicKey), privateKey: x509.privateKeyFromPem(privateKey), pem: privateKey }
}

function alternativeName (name: string): { type: 2, value: string } | { type: 7, ip: string } {
  return isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name }
}
