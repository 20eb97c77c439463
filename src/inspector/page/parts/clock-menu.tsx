import { signal } from '@preact/signals'
import type { Advance } from '../api/admin.ts'
import { count, fullDateOf } from '../model/words.ts'
import { admin } from '../state/connection.ts'
import { change, clockAhead } from '../state/world.ts'
import { Menu } from './menu.tsx'

const steps: ReadonlyArray<readonly [string, Advance]> = [
  ['+ 10 minutes', { minutes: 10 }],
  ['+ 1 hour', { hours: 1 }],
  ['+ 2 hours', { hours: 2 }],
  ['+ 1 day', { hours: 24 }]
]

const now = signal(Date.now())
setInterval(() => { now.value = Date.now() }, 1000)

/** The time of the workspace: sessions end by it. */
export function ClockMenu () {
  const time = now.value + clockAhead.value
  const set = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const local = String(new FormData(event.currentTarget as HTMLFormElement).get('time'))
    await change(() => admin.setClock(new Date(local).toISOString()))
  }
  return (
    <Menu label='Clock' value={isMoved() ? fullDateOf(time) : 'real time'} isSet={isMoved()}>
      <p>{fullDateOf(time)}{isMoved() && <span class='quiet'>{' · '}{describeMove(clockAhead.value)}</span>}</p>
      <div class='buttons'>
        {steps.map(([name, by]) => (
          <button key={name} type='button' onClick={() => change(() => admin.advance(by))}>{name}</button>
        ))}
        <button type='button' onClick={() => change(admin.realTime)}>Real time</button>
      </div>
      <form onSubmit={set}>
        <label class='field'>
          Set it to
          <input name='time' type='datetime-local' required />
        </label>
        <button>Set</button>
      </form>
      <p class='hint'>A session ends two hours after its last request, unless its fixture says that it never does.</p>
    </Menu>
  )
}

function isMoved (): boolean {
  return Math.abs(clockAhead.value) > 30_000
}

function describeMove (milliseconds: number): string {
  const minutes = Math.round(Math.abs(milliseconds) / 60_000)
  const how = minutes < 120 ? count(minutes, 'minute') : count(Math.round(minutes / 60), 'hour')
  return `${how} ${milliseconds > 0 ? 'ahead' : 'behind'}`
}
