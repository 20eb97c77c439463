// Fails with 1 where a dependency has a known hole, and with 75 where the registry can't be asked, which is neither
// good nor bad news.
import { spawnSync } from 'node:child_process'

const unavailable = 75

/** What a report of `npm audit --json` comes to: a code to exit with, and lines that say why. */
export function judge (text) {
  const report = read(text)
  if (report?.vulnerabilities === undefined) {
    return {
      code: unavailable,
      lines: [`The registry can't be asked for known holes: ${report?.message ?? 'it gave no report'}`]
    }
  }
  const lines = Object.values(report.vulnerabilities).map(({ name, severity, range, via }) =>
    `${severity}: ${name} ${range}: ${reasons(via)}`
  )
  return lines.length > 0 ? { code: 1, lines } : { code: 0, lines: ['No dependency has a known hole.'] }
}

function reasons (via) {
  return via.map((one) => typeof one === 'string' ? `by ${one}` : `${one.title} (${one.url})`).join('; ')
}

function read (text) {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

if (import.meta.main ?? process.argv[1]?.endsWith('audit.js')) {
  const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', shell: process.platform === 'win32' })
  const { code, lines } = judge(stdout ?? '')
  console.log(lines.join('\n'))
  process.exitCode = code
}
