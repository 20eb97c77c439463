import { describeFault, faultOf, misbehaviours, occasions, targets } from '../model/faults.ts'
import type { Misbehaviour, Occasion, Target } from '../model/faults.ts'
import { admin } from '../state/connection.ts'
import { change, faults } from '../state/world.ts'
import { Menu } from './menu.tsx'

/** What is planned to go wrong, with how often it still will. */
export function FaultsMenu () {
  const { value: planned } = faults
  return (
    <Menu label='Faults' value={planned.length === 0 ? 'none' : `${planned.length} planned`} isSet={planned.length > 0}>
      <ul class='faults' aria-live='polite' aria-label='Planned faults'>
        {planned.map((fault) => (
          <li key={fault.id}>
            <span class='chip fault'>{fault.id}</span> {describeFault(fault)}{' '}
            <strong>{fault.times === 'always' ? 'always' : `${fault.times} left`}</strong>
          </li>
        ))}
        {planned.length === 0 && <li class='hint'>Nothing is planned to go wrong.</li>}
      </ul>
      {planned.length > 0 && (
        <button
          type='button'
          onClick={() => change(admin.dropFaults)}
        >
          Drop all
        </button>
      )}
      <Plan />
    </Menu>
  )
}

function Plan () {
  const plan = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const chosen = (name: string): string => String(form.get(name))
    await change(() =>
      admin.plan(faultOf(chosen('what') as Misbehaviour, chosen('target') as Target, chosen('times') as Occasion))
    )
  }
  return (
    <form class='plan' onSubmit={plan}>
      <Select name='what' label='What goes wrong' options={Object.keys(misbehaviours)} />
      <Select name='target' label='For' options={Object.keys(targets)} />
      <Select name='times' label='How often' options={occasions} />
      <button>Plan it</button>
    </form>
  )
}

function Select ({ name, label, options }: { name: string, label: string, options: readonly string[] }) {
  return (
    <label class='field'>
      {label}
      <select name={name}>{options.map((option) => <option key={option}>{option}</option>)}</select>
    </label>
  )
}
