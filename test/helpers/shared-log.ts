import type { LogReader, SharedLog } from '../../src/store/shared-log.ts'

/** What a database would keep of the requests to all servers of a workspace. */
export class Log implements SharedLog {
  /** The newest first. */
  texts: Array<readonly [number, string]> = []
  isAway = false

  async add (text: string): Promise<void> {
    if (this.isAway) throw new Error('away')
    this.texts.unshift([this.texts.length, text])
  }

  async * newestFirst (before = Infinity): AsyncGenerator<readonly [number, string]> {
    for (const [number, text] of this.texts) if (number < before) yield [number, text]
  }

  async reader (): Promise<LogReader> {
    let read = this.texts.length
    return {
      next: async () => {
        const texts = this.texts.slice(0, this.texts.length - read).map(([, text]) => text)
        read = this.texts.length
        return texts.toReversed()
      }
    }
  }

  async clear (): Promise<void> {
    if (this.isAway) throw new Error('away')
    this.texts = []
  }
}
