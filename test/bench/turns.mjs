// Servers that are alive at once take turns in short loads: what else the machine does meanwhile hits all of them
// alike, so their ratios can be trusted.
import { readFileSync, readdirSync } from 'node:fs'
import { Agent } from 'node:http'
import { load, median } from './processes.mjs'

/**
 * Each subject has a `server`, the `headers` of its requests if not the usual ones, and `next()`, which gets it ready
 * and says the paths of one turn. It gains `costs`: of each turn, microseconds a request, of the mock, of the mongod
 * that it started, and of both. The first turns don't count: code is still being compiled.
 */
export async function takeTurns (subjects, rounds) {
  for (const subject of subjects) {
    Object.assign(subject, { costs: [], agent: new Agent({ keepAlive: true, maxSockets: 32 }) })
  }
  for (let round = -Math.min(rounds, 60); round < rounds; round++) {
    for (const subject of round % 2 === 0 ? subjects : [...subjects].reverse()) {
      const cost = await turn(subject)
      if (round >= 0) subject.costs.push(cost)
    }
  }
  for (const { agent } of subjects) agent.destroy()
}

async function turn ({ server, agent, headers, next }) {
  const paths = await next()
  const mongods = childrenOf(server.pid)
  const used = () => ({
    mock: cpuOf(server.pid),
    user: userOf(server.pid),
    mongod: mongods.reduce((sum, pid) => sum + cpuOf(pid), 0)
  })
  const before = used()
  await load(server, (n) => paths[n], { agent, ...(headers && { headers }) })
  const after = used()
  const [mock, user, mongod] = ['mock', 'user', 'mongod'].map((kind) => (after[kind] - before[kind]) / paths.length)
  return { mock, user, mongod, both: mock + mongod }
}

/**
 * What one subject costs beside another: of the pairs of turns the median ratio and the middle half of them, and the
 * ratio of the sums, in which rare work counts, too.
 */
export function compare ({ costs }, base, kind = 'both') {
  const ratios = costs.map((cost, n) => cost[kind] / base.costs[n][kind]).sort((a, b) => a - b)
  const sum = (all) => all.reduce((total, cost) => total + cost[kind], 0)
  const quantile = (share) => ratios[Math.floor(share * (ratios.length - 1))]
  return { median: quantile(0.5), low: quantile(0.25), high: quantile(0.75), sums: sum(costs) / sum(base.costs) }
}

/**
 * A line of a table: median cost and, against the base, the ratios, the last of them that of the time outside of the
 * kernel; of the mongod, too, where there is one.
 */
export function row (subject, base) {
  const kinds = subject.costs.some(({ mongod }) => mongod > 0) ? ['mock', 'mongod'] : ['mock']
  const cells = kinds.flatMap((kind) => {
    const { median: middle, low, high, sums } = compare(subject, base, kind)
    return [
      costOf(subject, kind).toFixed(1),
      `${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`,
      sums.toFixed(2)
    ]
  })
  return `| ${[subject.name, ...cells, compare(subject, base, 'user').sums.toFixed(2)].join(' | ')} |`
}

/** Microseconds a request, the median of the turns. */
export const costOf = ({ costs }, kind = 'both') => median(costs.map((cost) => cost[kind]))

/** Of it, what was not spent in the kernel. It is counted in hundredths of a second, so that only sums tell. */
function userOf (pid) {
  return Number(read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ')[11]) * 10_000
}

/**
 * CPU time of all threads of a process, in microseconds. The scheduler counts nanoseconds, where `/proc/PID/stat`
 * counts hundredths of a second.
 */
export function cpuOf (pid) {
  const threads = readdirSync(`/proc/${pid}/task`)
  return threads.reduce((sum, thread) => sum + Number(read(`/proc/${pid}/task/${thread}/schedstat`).split(' ')[0]), 0) /
    1000
}

function childrenOf (pid) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = processes.filter((one) =>
    Number(read(`/proc/${one}/stat`).split(') ').at(-1).split(' ')[1]) === Number(pid)
  )
  return children.flatMap((child) => [child, ...childrenOf(child)])
}

/** A thread may end before it is read. */
function read (path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
