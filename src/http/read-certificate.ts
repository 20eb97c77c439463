import { X509Certificate, createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import { readRegularFile } from '../shared/read-regular-file.ts'
import type { ServerCertificate } from './server-certificate.ts'
import { HttpsError, codeOf } from './https-error.ts'

/**
 * Reads a certificate, perhaps with the chain that vouches for it, and its key; throws {@link HttpsError} where they
 * can't serve.
 */
export async function readCertificate (
  certPath: string,
  keyPath: string,
  now = Date.now()
): Promise<ServerCertificate> {
  const certificateFile = `The TLS certificate ${JSON.stringify(certPath)}`
  const keyFile = `The TLS key ${JSON.stringify(keyPath)}`
  const [cert, key] = await Promise.all([readPem(certPath, certificateFile), readPem(keyPath, keyFile)])
  const certificate = parseCertificate(cert, certificateFile)
  checkDates(certificate, certificateFile, now)
  if (!certificate.checkPrivateKey(parseKey(key, keyFile))) {
    throw new HttpsError(
      `${keyFile} does not belong to the certificate ${JSON.stringify(certPath)}; give the two that were made together`
    )
  }
  checkTogether({ cert, key }, certificateFile)
  return { cert, key }
}

async function readPem (path: string, what: string): Promise<string> {
  try {
    return await readRegularFile(path)
  } catch (error) {
    throw new HttpsError(`${what} can't be read (${codeOf(error)}); give the path of a PEM file`)
  }
}

function parseCertificate (pem: string, what: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new HttpsError(`${what} is none; give a PEM file that starts with -----BEGIN CERTIFICATE-----`)
  }
}

function parseKey (pem: string, what: string): KeyObject {
  if (pem.includes('ENCRYPTED')) throw new HttpsError(`${what} is locked with a passphrase; give one without`)
  try {
    return createPrivateKey(pem)
  } catch {
    throw new HttpsError(`${what} is none; give a PEM file that starts with -----BEGIN PRIVATE KEY-----`)
  }
}

function checkDates ({ validFrom, validTo }: X509Certificate, what: string, now: number): void {
  if (now > Date.parse(validTo)) throw new HttpsError(`${what} expired on ${validTo}; give one that is valid`)
  if (now < Date.parse(validFrom)) {
    throw new HttpsError(`${what} is not valid before ${validFrom}; give one that is, or set the clock right`)
  }
}

/** Node has demands of its own, on the strength of a key for one. */
function checkTogether (credentials: ServerCertificate, what: string): void {
  try {
    createSecureContext(credentials)
  } catch (error) {
    throw new HttpsError(`${what} and its key can't be used (${codeOf(error)}); give others`)
  }
}
