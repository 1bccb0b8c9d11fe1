import { startDemo } from '/work/main/test/browser/demo-server.ts'
const s = await startDemo(4777)
console.log(s.url)
process.on('SIGTERM', () => s.close().then(() => process.exit(0)))
