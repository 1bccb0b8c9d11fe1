const together = 1_000

/**
 * What is running and must be stopped, in the opposite order of its start. The first Ctrl-C or SIGTERM stops everything;
 * a second one leaves at once.
 */
export class Running {
  #stops: (() => Promise<void>)[] = []
  #ending: Promise<void> | undefined

  add(stop: () => Promise<void>): void {
    this.#stops.push(stop)
  }

  stopOnSignals(log: (line: string) => void): void {
    let first = 0
    const stop = () => {
      // one Ctrl-C arrives several times: from the terminal and from every npm and Node above us
      if (first && Date.now() - first < together) return
      if (first) process.exit(1)
      first = Date.now()
      log('Stopping … (once more to leave at once)')
      void this.end(0)
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(signal, stop)
    // the starter's channel alone must not keep us alive
    process.channel?.unref()
  }

  /** Stops everything and ends the process. */
  end(exitCode: number): Promise<void> {
    this.#ending ??= this.#end(exitCode)
    return this.#ending
  }

  async #end(exitCode: number): Promise<void> {
    for (const stop of this.#stops.reverse()) {
      await stop().catch((error: unknown) => {
        console.error(error)
        exitCode = 1
      })
    }
    process.exit(exitCode)
  }
}
