import { type AddressInfo, type Socket, connect, createServer } from 'node:net'

/** A line to a server that can be cut, as when the server stops or the network goes, and mended. */
export interface Line { url: string; cut(): Promise<void>; mend(): Promise<void>; close(): Promise<void> }

export async function openLine(to: string): Promise<Line> {
  const { hostname, port } = new URL(to)
  const open = new Set<Socket>()
  const lines = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [[near, far], [far, near]] as const) {
      open.add(socket)
      socket.on('error', () => {}).on('close', () => { open.delete(socket); other.destroy() })
      socket.pipe(other)
    }
  })
  const listen = (at: number) => new Promise<void>((resolve) => { lines.listen(at, hostname, resolve) })
  await listen(0)
  const mine = (lines.address() as AddressInfo).port
  const cut = () => new Promise<void>((resolve) => {
    lines.close(() => resolve())
    for (const socket of open) socket.destroy()
  })
  return { url: `http://${hostname}:${mine}`, cut, mend: () => listen(mine), close: cut }
}
