import { useEffect, useMemo } from 'preact/hooks'
import { keyOf } from '../model/matrix.ts'
import type { Matrix, Row } from '../model/matrix.ts'
import { nameOf } from '../model/people.ts'
import type { Person } from '../model/people.ts'
import { dateTimeOf, shortId } from '../model/words.ts'
import { asking, changes, now } from '../state/world.ts'
import { askAs, tick, ticked } from '../state/trial.ts'
import { SightMark } from './sight.tsx'
import { useSlice } from './use-slice.ts'

interface TableProps {
  readonly matrix: Matrix
  /** Those that are shown. */
  readonly rows: readonly Row[]
  /** The people who are shown, by their places. */
  readonly columns: readonly number[]
}

/** Messages and people; of a long dialog only what is in sight is there. */
export function MatrixTable ({ matrix: { people }, rows, columns }: TableProps) {
  const { scroller, slice, reveal } = useSlice(rows.map(({ message }) => message._id))
  const changed = useMemo(() => new Set(changes.value.map(keyOf)), [changes.value])
  useEffect(() => {
    const first = rows.findIndex(({ message }) => message._id === changes.value[0]?.messageId)
    if (first !== -1) reveal(first)
  }, [changes.value])
  return (
    <div class='scroll' role='group' aria-label='Messages and people' tabIndex={0} ref={scroller}>
      <table aria-rowcount={rows.length + 1} style={{ '--people': columns.length }}>
        <caption class='unseen'>Who still sees which message</caption>
        <thead>
          <tr>
            <th scope='col'>Message</th>
            {columns.map((column) => <PersonHead key={column} person={people[column]} />)}
          </tr>
        </thead>
        <tbody>
          {slice.stretches.map(({ first, end, before }) => [
            <Room key={`before ${first}`} height={before} />,
            ...rows.slice(first, end).map((row, index) => (
              <MessageRow
                key={row.message._id}
                row={row}
                index={first + index + 2}
                people={people}
                columns={columns}
                changed={changed}
              />
            ))
          ]).flat()}
          <Room height={slice.after} />
        </tbody>
      </table>
    </div>
  )
}

/** What the rows would take that are not there. */
function Room ({ height }: { height: number }) {
  return height > 0 ? <tr class='room' aria-hidden='true'><td style={{ height: `${height}px` }} /></tr> : null
}

function PersonHead ({ person }: { person: Person | undefined }) {
  if (person === undefined) return null
  const { user, roles } = person
  const asks = asking.value === user.id
  return (
    <th scope='col' class='person' data-asks={asks ? '' : undefined}>
      <button type='button' class='plain' title={`Ask as ${nameOf(user)}`} onClick={() => askAs(user)}>
        {nameOf(user)}
      </button>
      <span class='roles'>
        {roles.map((role) => <span key={role} class='role'>{role}</span>)}
        {asks && <span class='role asks'>asks</span>}
      </span>
    </th>
  )
}

interface RowProps {
  readonly row: Row
  readonly index: number
  readonly people: readonly Person[]
  readonly columns: readonly number[]
  readonly changed: ReadonlySet<string>
}

function MessageRow ({ row, index, people, columns, changed }: RowProps) {
  const { message, destroyed, cells } = row
  const id = message._id
  const { value: caller } = asking
  // Many cells, and most of what happens on the page changes none of them.
  const sights = useMemo(() => columns.map((column) => {
    const userId = people[column]?.user.id ?? 0
    const sight = cells[column] ?? 'never saw'
    const isChanged = changed.has(keyOf({ messageId: id, userId }))
    return (
      <td
        key={userId}
        data-sight={sight}
        data-changed={isChanged ? '' : undefined}
        data-asks={caller === userId ? '' : undefined}
      >
        <SightMark sight={sight} />
      </td>
    )
  }), [row, people, columns.join(), changed, caller])
  return (
    <tr class={destroyed ? 'gone' : ''} aria-rowindex={index} data-key={id}>
      <th scope='row'>
        <label>
          <Tick id={id} />
          <MessageText row={row} />
        </label>
      </th>
      {sights}
    </tr>
  )
}

function Tick ({ id }: { id: string }) {
  return (
    <input
      type='checkbox'
      checked={ticked.Message.value.includes(id)}
      onChange={(event) => tick('Message', id, event.currentTarget.checked)}
    />
  )
}

function MessageText ({ row: { message: { _id: id, message, attachments, date_sent: sent }, sender } }: { row: Row }) {
  return (
    <span>
      <span class='text'>{message ?? (attachments.length > 0 ? '(an attachment)' : '(no text)')}</span>
      <span class='quiet'>
        {sender} · <span class='date'>{dateTimeOf(sent * 1000, now())}</span> · <code title={id}>{shortId(id)}</code>
      </span>
    </span>
  )
}
