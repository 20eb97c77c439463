import { X509Certificate, createPrivateKey, randomUUID } from 'node:crypto'
import { chmod, link, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRegularFile } from '../shared/read-regular-file.ts'
import { makeAuthority } from './authority.ts'
import type { Authority } from './authority.ts'
import { HttpsError, codeOf } from './https-error.ts'

/** An authority that stays, and where its root's certificate is. */
export interface KeptAuthority {
  readonly authority: Authority
  readonly caPath: string
}

const pemBlock = /-----BEGIN ([A-Z ]+)-----[^-]+-----END \1-----\n?/g

/**
 * Opens the authority that a folder keeps; one for these names is made where there is none. Throws {@link HttpsError}
 * where it can't be had.
 */
export async function openAuthorityFolder (
  folder: string,
  names: readonly string[],
  now = Date.now()
): Promise<KeptAuthority> {
  const [caPath, keyPath] = [join(folder, 'ca.pem'), join(folder, 'ca-key.pem')]
  // In this order, because the key is the first that is written.
  const ca = await readIfThere(caPath)
  const kept = await readIfThere(keyPath)
  if (kept === undefined && ca !== undefined) {
    throw new HttpsError(
      `${caPath} is there without its key ${keyPath}; put that back, or remove ${caPath} to have another authority made`
    )
  }
  const authority = kept === undefined ? await make(folder, keyPath, names, now) : parse(kept, keyPath, now)
  if (ca === undefined) await writeRoot(caPath, authority)
  else if (ca.trim() !== authority.root.trim()) {
    throw new HttpsError(
      `${caPath} and ${keyPath} don't belong together; put the two back that were made together, or remove both to ` +
        'have another authority made'
    )
  }
  return { authority, caPath }
}

/** All of it stands in one file, so that of several that start at once each has the same one. */
async function make (folder: string, keyPath: string, names: readonly string[], now: number): Promise<Authority> {
  const authority = makeAuthority(names, now)
  const draft = `${keyPath}.${randomUUID()}`
  try {
    if (await mkdir(folder, { recursive: true }) !== undefined) await chmod(folder, 0o755)
    await writeFile(draft, authority.key + authority.issuer + authority.root, { mode: 0o600 })
    await link(draft, keyPath).finally(() => rm(draft, { force: true }))
    return authority
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return parse(await readRegularFile(keyPath), keyPath, now)
    throw unwritable(keyPath, error)
  }
}

/** Others may read it, whatever this process's mask; they see all of it or nothing. */
async function writeRoot (caPath: string, { root }: Authority): Promise<void> {
  const draft = `${caPath}.${randomUUID()}`
  try {
    await writeFile(draft, root)
    await chmod(draft, 0o644)
    await rename(draft, caPath)
  } catch (error) {
    throw unwritable(caPath, error)
  }
}

function parse (text: string, keyPath: string, now: number): Authority {
  const [key, issuer, root] = [...text.matchAll(pemBlock)].map(([block]) => block)
  const complaint = problemOf(key, issuer, root, now)
  if (key === undefined || issuer === undefined || root === undefined || complaint !== undefined) {
    throw new HttpsError(
      `${keyPath} ${complaint ?? notOurs}; remove it and the ca.pem beside it to have another authority made`
    )
  }
  return { key, issuer, root }
}

const notOurs = 'is no key that quickblox-delete-mock made with its certificates'

function problemOf (key = '', issuer = '', root = '', now: number): string | undefined {
  try {
    const certificates = [new X509Certificate(issuer), new X509Certificate(root)]
    const end = Math.min(...certificates.map(({ validTo }) => Date.parse(validTo)))
    if (!certificates[0]?.checkPrivateKey(createPrivateKey(key))) return notOurs
    return now > end ? `expired on ${new Date(end).toISOString()}` : undefined
  } catch {
    return notOurs
  }
}

async function readIfThere (path: string): Promise<string | undefined> {
  try {
    return await readRegularFile(path)
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined
    throw new HttpsError(
      `${path} can't be read (${codeOf(error)}); let this user read it, or give another folder with --ca-dir`
    )
  }
}

function unwritable (path: string, error: unknown): HttpsError {
  return new HttpsError(
    `${path} can't be written (${codeOf(error)}); let this user write there, or give another folder with --ca-dir`
  )
}
