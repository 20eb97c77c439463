import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const relativeImport = /(?<=['"])(\.[^'"]+)\.ts(?=['"])/g

/** Writes the types of the public interface into a folder: its entries and what they lead to, and nothing else. */
export function writeDeclarations (folder, entries) {
  const compiled = mkdtempSync(join(tmpdir(), 'declarations-'))
  try {
    execFileSync('tsc', ['--emitDeclarationOnly', '--noCheck', '--outDir', compiled], {
      stdio: 'inherit',
      shell: process.platform === 'win32'
    })
    const texts = readReachable(compiled, entries)
    for (const [file, text] of texts) write(join(folder, `${file}.d.ts`), text.replace(relativeImport, '$1.js'))
  } finally {
    rmSync(compiled, { recursive: true })
  }
}

function readReachable (folder, entries) {
  const texts = new Map()
  const files = new Set(entries)
  for (const file of files) {
    const text = readFileSync(join(folder, `${file}.d.ts`), 'utf8')
    texts.set(file, text)
    for (const [, path] of text.matchAll(relativeImport)) files.add(join(dirname(file), path))
  }
  return texts
}

function write (path, text) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}
