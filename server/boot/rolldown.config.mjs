import path from 'node:path'
import { defineConfig } from 'rolldown'

export default defineConfig({
  input: { main: 'server/main.ts', guanxi: 'server/guanxi.ts' },
  platform: 'node',
  // packages stay in node_modules; only the helpers that rolldown itself brings in for decorators are not installed there
  external: (id) => !id.startsWith('.') && !path.isAbsolute(id) && !id.startsWith('@oxc-project/'),
  tsconfig: 'tsconfig.json',
  output: { dir: 'dist/server', format: 'esm', sourcemap: true, entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
})
