import { signal } from '@preact/signals'
import { describeChanges } from '../model/matrix.ts'
import type { Matrix } from '../model/matrix.ts'
import { nameOf, titleOf, typeNames } from '../model/people.ts'
import type { Person } from '../model/people.ts'
import { isFound } from '../model/search.ts'
import { isNarrow } from '../state/screen.ts'
import { asking, changes, matrix, world } from '../state/world.ts'
import { MatrixTable } from './matrix-table.tsx'
import { SearchField } from './search-field.tsx'

const looked = signal('')
/** The one person who is shown, or null for everybody; in a narrow window null is who asks. */
const chosenPerson = signal<number | null>(null)

/** One dialog: who still sees what. */
export function MatrixView () {
  const shown = matrix.value
  if (shown === undefined) {
    return (
      <section class='panel matrix' aria-label='Who sees what'>
        <p class='hint'>No dialog to show.</p>
      </section>
    )
  }
  const { dialog, destroyed, rows, people } = shown
  const found = rows.filter(({ message, sender }) => isFound(looked.value, [message.message, sender, message._id]))
  const only = onlyOf(people)
  return (
    <section class='panel matrix' aria-labelledby='matrix'>
      <div class='head'>
        <h2 id='matrix'>{titleOf(dialog, world.value)}</h2>
        <p class='quiet'>{typeNames[dialog.type]}{destroyed && ', destroyed'} · <code>{dialog._id}</code></p>
      </div>
      <div class='tools'>
        <SearchField label='Search messages' looked={looked} />
        <PersonChoice people={people} only={only} />
        {looked.value !== '' && <span class='hint' role='status'>{found.length} of {rows.length}</span>}
      </div>
      <p class='changes' role='status'>{describeChanges(changes.value)}</p>
      {found.length === 0
        ? <p class='hint'>{rows.length === 0 ? 'It has no messages.' : 'No message is like that.'}</p>
        : <MatrixTable key={dialog._id} matrix={shown} rows={found} columns={columnsOf(shown, only)} />}
    </section>
  )
}

/** Whose column alone is shown, if only one is. */
function onlyOf (people: readonly Person[]): number | undefined {
  const ids = people.map(({ user }) => user.id)
  const wanted = chosenPerson.value ?? (isNarrow.value ? asking.value ?? ids[0] : undefined)
  return wanted !== undefined && ids.includes(wanted) ? wanted : isNarrow.value ? ids[0] : undefined
}

function columnsOf ({ people }: Matrix, only: number | undefined): number[] {
  return people.flatMap(({ user }, column) => only === undefined || user.id === only ? [column] : [])
}

function PersonChoice ({ people, only }: { people: readonly Person[], only: number | undefined }) {
  return (
    <select
      aria-label='Whose sight'
      value={only ?? ''}
      onChange={(event) => {
        chosenPerson.value = Number(event.currentTarget.value) || null
      }}
    >
      {!isNarrow.value && <option value=''>All {people.length} people</option>}
      {people.map(({ user, roles }) => (
        <option key={user.id} value={user.id}>{nameOf(user)} ({roles.join(', ')})</option>
      ))}
    </select>
  )
}
