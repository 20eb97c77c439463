import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/**
 * What a process holds, by kind and number: open files, sockets and pipes as the kernel tells, timers and the like as
 * Node does, child processes, and temporary files.
 */
export function openThings (temporaryFolder) {
  const descriptors = readdirSync('/proc/self/fd').map((fd) => kindOf(`/proc/self/fd/${fd}`)).filter(Boolean)
  const resources = process.getActiveResourcesInfo().map((kind) => `active ${kind}`)
  const files = readdirSync(temporaryFolder).map(() => 'temporary file')
  const children = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && parentOf(pid) === process.pid).map(() =>
    'child process'
  )
  const counts = {}
  for (const kind of [...descriptors, ...resources, ...files, ...children]) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

/** What there is more of than before. */
export function difference (before, after) {
  return Object.entries(after).filter(([kind, count]) => count > (before[kind] ?? 0)).map(([kind, count]) =>
    `${kind}: ${before[kind] ?? 0} to ${count}`
  )
}

/** After whatever is just closing has closed, and all garbage is collected. */
export async function settled (look) {
  await new Promise((resolve) => setTimeout(resolve, 700))
  for (let n = 0; n < 3; n++) globalThis.gc()
  return look()
}

/** In MiB. */
export function memory () {
  const { heapUsed, external, rss } = process.memoryUsage()
  return Object.fromEntries(
    Object.entries({ heap: heapUsed, outside: external, rss }).map(([kind, bytes]) => [kind, bytes / 1024 / 1024])
  )
}

/** The folder that is being read has a descriptor of its own meanwhile. */
function kindOf (path) {
  try {
    const target = readlinkSync(path)
    return target.startsWith('/proc/') ? undefined : target.replace(/:.*/, '')
  } catch {
    return undefined
  }
}

function parentOf (pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[1])
  } catch {
    return undefined
  }
}
