// npm run mutation -- AREA [OPTION...]: changes the sources of an area in one place at a time, and says which changes
// no test notices. Further options are Stryker's, such as --mutate src/deletion/apply.ts or --force. The reports are in
// reports/mutation/AREA.
import { spawn } from 'node:child_process'
import { areas } from '../test/mutation/areas.js'

const [area = '', ...options] = process.argv.slice(2)
if (!Object.hasOwn(areas, area)) {
  console.error(`Say which area, one of ${Object.keys(areas).join(', ')}, like npm run mutation -- deletion`)
  process.exit(1)
}
const env = { ...process.env, MUTATION_AREA: area }
const stryker = spawn('npx', ['stryker', 'run', ...options], { stdio: 'inherit', env })
stryker.on('exit', (code) => { process.exitCode = code ?? 1 })
