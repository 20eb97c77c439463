/** In milliseconds. */
const step = 50

/**
 * Acts after so many milliseconds in which this process could run, and keeps no process alive for that. While it stands
 * still, as on a machine that has no time for it, no more than one step passes, and what came meanwhile is done before
 * the next. Returns how to call that off.
 */
export function afterOwnTime (ms: number, act: () => void): () => void {
  let timer: NodeJS.Timeout
  const wait = (left: number): void => {
    timer = setTimeout(() => { if (left > step) wait(left - step); else act() }, Math.min(left, step)).unref()
  }
  wait(ms)
  return () => clearTimeout(timer)
}
