import { certify, makeAuthority } from '../../src/http/authority.ts'
import type { ServerCertificate } from '../../src/http/server-certificate.ts'

/** ServerCertificate for a server, and in PEM the certificate of the authority that vouches for them. */
export interface MadeCertificate extends ServerCertificate {
  readonly ca: string
}

export async function makeCertificate (names: readonly string[], now = Date.now()): Promise<MadeCertificate> {
  const authority = makeAuthority(names, now)
  return { ...certify(authority, names, now), ca: authority.root }
}
