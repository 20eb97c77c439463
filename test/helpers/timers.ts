import { onTestFinished, vi } from 'vitest'

/**
 * Tells how many timers of `ms` milliseconds are set and not cleared. It looks at no others: whatever else goes on
 * in the process may have its own.
 */
export function timersOf (ms: number): () => number {
  const set = vi.spyOn(globalThis, 'setTimeout')
  const clear = vi.spyOn(globalThis, 'clearTimeout')
  onTestFinished(() => {
    set.mockRestore()
    clear.mockRestore()
  })
  return () => {
    const cleared = new Set<unknown>(clear.mock.calls.map(([timer]) => timer))
    return set.mock.results.filter(({ value }, n) => set.mock.calls[n]?.[1] === ms && !cleared.has(value)).length
  }
}
