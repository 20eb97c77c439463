import { keyOf } from '../model/matrix.ts'
import type { Matrix, Row } from '../model/matrix.ts'
import { nameOf, titleOf, typeNames } from '../model/people.ts'
import type { Person } from '../model/people.ts'
import { dateTimeOf, shortId } from '../model/words.ts'
import { asking, changes, matrix, world } from '../state/world.ts'
import { tick, ticked } from '../state/trial.ts'
import { SightMark } from './sight.tsx'

/** One dialog: who still sees what. */
export function MatrixView () {
  const shown = matrix.value
  if (shown === undefined) return <section class='panel matrix' aria-label='Who sees what'><p class='hint'>No dialog to show.</p></section>
  const { dialog, destroyed, rows } = shown
  return (
    <section class='panel matrix' aria-labelledby='matrix'>
      <h2 id='matrix'>{titleOf(dialog, world.value)} <span class='quiet'>{typeNames[dialog.type]}{destroyed && ', destroyed'} · <code>{dialog._id}</code></span></h2>
      {rows.length === 0 ? <p class='hint'>It has no messages.</p> : <Table matrix={shown} />}
    </section>
  )
}

function Table ({ matrix: { people, rows } }: { matrix: Matrix }) {
  const changed = new Set(changes.value.map(keyOf))
  return (
    <div class='scroll' role='group' aria-label='Messages and people' tabIndex={0}>
      <table>
        <caption class='unseen'>Who still sees which message</caption>
        <thead>
          <tr>
            <th scope='col'>Message</th>
            {people.map((person) => <PersonHead key={person.user.id} person={person} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => <MessageRow key={row.message._id} row={row} people={people} changed={changed} />)}
        </tbody>
      </table>
    </div>
  )
}

function PersonHead ({ person: { user, roles } }: { person: Person }) {
  return (
    <th scope='col' class='person' data-asks={asking.value === user.id ? '' : undefined}>
      <span>{nameOf(user)}</span>
      <span class='roles'>
        {roles.map((role) => <span key={role} class='role'>{role}</span>)}
        {asking.value === user.id && <span class='role asks'>asks</span>}
      </span>
    </th>
  )
}

function MessageRow ({ row: { message, sender, destroyed, cells }, people, changed }: { row: Row, people: readonly Person[], changed: ReadonlySet<string> }) {
  const id = message._id
  return (
    <tr class={destroyed ? 'gone' : ''}>
      <th scope='row'>
        <label>
          <input type='checkbox' checked={ticked.Message.value.includes(id)} onChange={(event) => tick('Message', id, event.currentTarget.checked)} />
          <span>
            <span class='text'>{message.message ?? (message.attachments.length > 0 ? '(an attachment)' : '(no text)')}</span>
            <span class='quiet'>{sender}<span class='date'> · {dateTimeOf(message.date_sent * 1000)}</span> · <code title={id}>{shortId(id)}</code></span>
          </span>
        </label>
      </th>
      {cells.map((sight, column) => {
        const userId = people[column]?.user.id ?? 0
        return (
          <td key={userId} data-sight={sight} data-changed={changed.has(keyOf({ messageId: id, userId })) ? '' : undefined} data-asks={asking.value === userId ? '' : undefined}>
            <SightMark sight={sight} />
          </td>
        )
      })}
    </tr>
  )
}
