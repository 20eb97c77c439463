import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blocksOf, pages } from '../docs/pages.ts'
import { Run, root, run, succeed } from './run.ts'

const work = mkdtempSync(join(tmpdir(), 'package-'))
let tarball = ''
let packed: readonly string[] = []

// Whatever would download a mongod would come here.
const downloads: string[] = []
const mirror = createServer((request, response) => {
  downloads.push(request.url ?? '')
  response.writeHead(500).end()
}).listen(0, '127.0.0.1')

beforeAll(async () => {
  if (!mirror.listening) await once(mirror, 'listening')
  const { stdout } = await succeed(root, ['npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', work])
  const [{ filename, files, size, unpackedSize }] = JSON.parse(stdout)
  tarball = join(work, filename)
  packed = files.map(({ path }: { path: string }) => path).sort()
  console.log(`The package: ${packed.length} files, ${kilobytes(size)} packed, ${kilobytes(unpackedSize)} unpacked`)
})

afterAll(() => {
  mirror.close()
  rmSync(work, { recursive: true })
})

function kilobytes (bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

/** An empty project that installs the package, and is told nothing by that but how much was added. */
async function install (name: string, manifest: object, others: readonly string[] = []): Promise<string> {
  const folder = join(work, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name, private: true, ...manifest }))
  const { port } = mirror.address() as AddressInfo
  const env = {
    MONGOMS_DOWNLOAD_MIRROR: `http://127.0.0.1:${port}`,
    MONGOMS_DOWNLOAD_DIR: join(folder, 'mongod'),
    MONGOMS_SYSTEM_BINARY: ''
  }
  const { stdout, stderr } = await succeed(folder, [
    'npm',
    'install',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--foreground-scripts',
    tarball,
    ...others
  ], env)
  expect(stdout.trim()).toMatch(/^added \d+ packages in \S+$/)
  // npm speaks of its own settings, of the engines that packages of Fastify's ask for, and of `prepare`, which it
  // leaves alone in a package from a registry.
  expect(
    stderr.split('\n').filter((line) =>
      line !== '' && !/^npm warn (?:EBADENGINE|Unknown \w+ config|install-scripts)/.test(line)
    )
  ).toEqual([])
  return folder
}

/** The README's example of a test. */
function example (): string {
  const found = blocksOf('README.md').find(({ savedAs }) => savedAs === 'delete.test.mjs')
  if (found === undefined) throw new Error('README.md shows no test')
  return found.text
}

function withRequire (code: string): string {
  return code.replace(/^import (.+) from ('.+')$/gm, 'const $1 = require($2)')
}

test('holds the build, fixtures and what people read, and nothing else', () => {
  const inFolder = (name: string): string[] =>
    packed.filter((path) => path.startsWith(`${name}/`)).map((path) => path.slice(name.length + 1))
  const top = packed.filter((path) => !path.includes('/'))
  expect(top).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'SECURITY.md', 'package.json'])
  expect(packed.filter((path) => path.endsWith('.md')).sort()).toEqual([...pages.keys()].sort())
  expect(inFolder('fixtures')).toEqual(readdirSync(join(root, 'fixtures')).sort())
  const page = /^inspector\/(?:index\.html|assets\/[\w-]+\.(?:css|js|svg))$/
  expect(inFolder('dist').filter((path) => page.test(path)).map((path) => path.replace(/.*\./, '')).sort()).toEqual([
    'css',
    'html',
    'js',
    'svg'
  ])
  expect(inFolder('dist').filter((path) => !page.test(path) && !/^[\w-]+\.js$|\.d\.ts$/.test(path))).toEqual([
    'index.d.mts',
    'index.mjs',
    'package.json',
    'vitest.d.mts',
    'vitest.mjs'
  ])
  expect(inFolder('dist')).toEqual(expect.arrayContaining(['cli.js', 'index.js', 'index.d.ts']))
  expect(packed.filter((path) => !/^(?:dist|docs|fixtures)\//.test(path))).toEqual(top)
})

test('one module alone knows where the package lies, since its build lies elsewhere than its source', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts') && !file.startsWith('inspector/page/')
  )
  expect(sources.filter((file) => readFileSync(join(root, 'src', file), 'utf8').includes('import.meta.'))).toEqual([
    'package-root.ts'
  ])
})

test('publint has nothing to say', async () => {
  expect(await run(root, ['npx', 'publint', tarball, '--strict'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('All good!')
  })
})

test('the types are right, however they are asked for', async () => {
  expect(await run(root, ['npx', 'attw', tarball, '--format', 'ascii'])).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('No problems found')
  })
})

let ofModules: Promise<string> | undefined

function projectOfModules (): Promise<string> {
  ofModules ??= install('esm', { type: 'module' })
  return ofModules
}

test('an ES module project runs the example', async () => {
  const folder = await projectOfModules()
  writeFileSync(join(folder, 'example.test.js'), example())
  expect((await succeed(folder, ['node', '--test'])).stdout).toMatch(/^. pass 1$/m)
})

test('a CommonJS project runs the example, and has one mock server, imported or required', async () => {
  const folder = await install('commonjs', { type: 'commonjs' })
  writeFileSync(join(folder, 'example.test.js'), withRequire(example()))
  expect((await succeed(folder, ['node', '--test'])).stdout).toMatch(/^. pass 1$/m)
  writeFileSync(
    join(folder, 'both.js'),
    'import("quickblox-delete-mock").then((mock) => console.log(mock.startMockServer === ' +
      'require("quickblox-delete-mock").startMockServer))'
  )
  expect(await succeed(folder, ['node', 'both.js'])).toMatchObject({ stdout: 'true\n', stderr: '' })
})

test('a strict TypeScript project compiles the example as both, and runs it', async () => {
  const folder = await install('typescript', {}, ['typescript@6.0', '@types/node@20'])
  for (const file of ['example.test.mts', 'example.test.cts']) writeFileSync(join(folder, file), example())
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      compilerOptions: {
        target: 'es2023',
        module: 'nodenext',
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        types: ['node']
      }
    })
  )
  await succeed(folder, ['npx', 'tsc'])
  expect((await succeed(folder, ['node', '--test', 'example.test.mjs', 'example.test.cjs'])).stdout).toMatch(
    /^. pass 2$/m
  )
})

test('no dependency runs anything when it is installed, and nothing was downloaded', async () => {
  const folder = await projectOfModules()
  const lock = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean }>
  }
  const dependencies = Object.entries(lock.packages).filter(([path]) => path !== 'node_modules/quickblox-delete-mock')
  expect(dependencies.length).toBeGreaterThan(50)
  expect(dependencies.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([])
  expect(readdirSync(folder)).not.toContain('mongod')
  expect(downloads).toEqual([])
})

test('without its optional part it starts, and says what it misses', async () => {
  const folder = await install('without', {}, ['--omit=optional'])
  expect(readdirSync(join(folder, 'node_modules'))).not.toContain('mongodb-memory-server-core')
  await using mock = new Run(folder, ['npx', 'quickblox-delete-mock', '--port', '0'])
  expect(await mock.url()).toMatch(/^http:/)
  const refused = await run(folder, ['npx', 'quickblox-delete-mock', '--port', '0', '--store', 'mongod'])
  expect(refused).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('mongodb-memory-server-core, which finds and starts a mongod, is not installed')
  })
})

test('npx starts the mock', async () => {
  const folder = join(work, 'npx')
  mkdirSync(folder)
  await using mock = new Run(folder, [
    'npx',
    '--yes',
    '--prefer-offline',
    `--package=${tarball}`,
    'quickblox-delete-mock',
    '--port',
    '0'
  ])
  const answer = await fetch(`${await mock.url()}/chat/Message/5d76b949a0eb4721f80b72ab.json`, {
    method: 'DELETE',
    headers: { 'QB-Token': 'alice-token' }
  })
  expect(answer.status).toBe(200)
})
