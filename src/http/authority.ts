import { X509Certificate, createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { signCertificate } from './certificate.ts'
import { authorityExtensions, readSubtrees, serverExtensions } from './certificate-extensions.ts'
import type { ServerCertificate } from './server-certificate.ts'
import { isWithin, loopback, subtreeOf } from './names.ts'

const day = 24 * 60 * 60 * 1000

/** Some clients refuse a certificate that lasts longer than 825 days, and clocks differ a little. */
const validity = { before: day, server: 365 * day, authority: 10 * 365 * day }

const rootName = 'quickblox-delete-mock test authority'
const issuerName = 'quickblox-delete-mock test issuer'
const serverName = 'quickblox-delete-mock'

/**
 * Who vouches for a server's certificate: a root that clients trust, and an issuer below it with the key that is kept.
 * The root's key is forgotten as soon as it has signed the issuer, because many clients don't look at the limits of
 * what they trust directly: those of the issuer they all do.
 */
export interface Authority {
  /** The root's certificate in PEM. */
  readonly root: string
  /** The issuer's. */
  readonly issuer: string
  /** The issuer's key in PEM. */
  readonly key: string
}

/** Makes an authority for names, what is below them, and loopback; for nothing else. */
export function makeAuthority (names: readonly string[], now = Date.now()): Authority {
  const [root, issuer] = [makeKeys(), makeKeys()]
  const subtrees = [
    ...loopback,
    ...names.filter((name) => !loopback.some((subtree) => isWithin(name, subtree))).map(subtreeOf)
  ]
  const dates = { notBefore: now - validity.before, notAfter: now + validity.authority }
  const signer = { subject: rootName, ...root }
  return {
    root: signCertificate({
      ...dates,
      subject: rootName,
      publicKey: root.publicKey,
      extensions: authorityExtensions(1, subtrees)
    }, signer),
    issuer: signCertificate({
      ...dates,
      subject: issuerName,
      publicKey: issuer.publicKey,
      extensions: authorityExtensions(0, subtrees)
    }, signer),
    key: issuer.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  }
}

/** Makes credentials for a server with these names, the issuer's certificate included. */
export function certify ({ issuer, key }: Authority, names: readonly string[], now = Date.now()): ServerCertificate {
  const { publicKey, privateKey } = makeKeys()
  const signer = { subject: issuerName, privateKey: createPrivateKey(key), publicKey: createPublicKey(key) }
  const notAfter = Math.min(now + validity.server, Date.parse(new X509Certificate(issuer).validTo))
  const cert = signCertificate({
    subject: serverName,
    publicKey,
    notBefore: now - validity.before,
    notAfter,
    extensions: serverExtensions(names)
  }, signer)
  return { cert: cert + issuer, key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

/** Whether an authority may vouch for a name or an address. */
export function mayCertify ({ issuer }: Pick<Authority, 'issuer'>, name: string): boolean {
  return readSubtrees(new X509Certificate(issuer).raw)?.some((subtree) => isWithin(name, subtree)) ?? true
}

function makeKeys (): { publicKey: KeyObject, privateKey: KeyObject } {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}
