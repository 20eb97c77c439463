import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

export default defineConfig({
  // Relative, so that the page works under the prefix of every workspace.
  base: './',
  build: {
    outDir: fileURLToPath(new URL('../../../dist/inspector', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } }
})
