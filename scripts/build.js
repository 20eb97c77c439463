// Builds the package into dist.
import { rolldown } from 'rolldown'
import { build as buildPage } from 'vite'
import { writeDeclarations } from './declarations.js'

/** What is imported. */
const entries = ['index', 'vitest']

/**
 * The code is built once, as CommonJS: Node starts that in much less time than a tree of ES modules, and every test
 * runner can load it. What is imported is the same code under another name, so that a program never has two of it.
 */
const importable = {
  name: 'importable',
  generateBundle (options, files) {
    const emit = (fileName, source) => this.emitFile({ type: 'asset', fileName, source })
    emit('package.json', '{ "type": "commonjs" }\n')
    for (const entry of entries) {
      const names = files[`${entry}.js`].exports.join(', ')
      emit(`${entry}.mjs`, `export { ${names} } from './${entry}.js'\n`)
      emit(`${entry}.d.mts`, `export * from './${entry}.js'\n`)
    }
  }
}

const build = await rolldown({
  input: [...entries.map((entry) => `src/${entry}.ts`), 'src/cli.ts'],
  platform: 'node',
  external: /^[^./]/,
  plugins: [importable]
})
await build.write({
  dir: 'dist',
  cleanDir: true,
  format: 'cjs',
  entryFileNames: '[name].js',
  chunkFileNames: '[name].js',
  dynamicImportInCjs: false
})
await build.close()
writeDeclarations('dist', entries)
await buildPage({ root: 'src/inspector/page', logLevel: 'warn' })
