import { certify, makeAuthority } from '../../src/http/authority.ts'
import type { Credentials } from '../../src/http/credentials.ts'

/** Credentials for a server, and in PEM the certificate of the authority that vouches for them. */
export interface MadeCertificate extends Credentials {
  readonly ca: string
}

export async function makeCertificate (names: readonly string[], now = Date.now()): Promise<MadeCertificate> {
  const authority = makeAuthority(names, now)
  return { ...certify(authority, names, now), ca: authority.root }
}
