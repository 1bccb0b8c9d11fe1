import { type Socket, connect } from 'node:net'
import { expect, test } from 'vitest'
import { listen, sternServer } from '../../server/kit/http-server.ts'

const crowd = 200

// elsewhere than on Linux a port has one listener
test.runIf(process.platform === 'linux')('of a crowd that comes at once several are taken in each turn of the event loop, and everybody is', async () => {
  const server = sternServer((_request, response) => void response.end('served'))
  let taken = 0, inThisTurn = 0, most = 0
  server.on('connection', () => { taken++; most = Math.max(most, ++inThisTurn) })
  const listening = await listen(server, { port: 0, host: '127.0.0.1' })
  const people: Socket[] = Array.from({ length: crowd }, () => connect(listening.port, '127.0.0.1'))
  const turn = () => { inThisTurn = 0; if (taken < crowd) setImmediate(turn) }
  turn()
  try {
    await expect.poll(() => taken).toBe(crowd)
    expect(most).toBeGreaterThan(4)
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`http://127.0.0.1:${listening.port}`).then((response) => response.text())))
    expect(new Set(answers)).toEqual(new Set(['served']))
  } finally {
    for (const one of people) one.destroy()
    await listening.close()
  }
  await expect(fetch(`http://127.0.0.1:${listening.port}`)).rejects.toThrow('fetch failed')
})
