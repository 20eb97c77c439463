import { signal } from '@preact/signals'
import { textsOf } from '../model/dialogs.ts'
import type { ListedDialog } from '../model/dialogs.ts'
import { firstName, holdersOf, losersOf, titleOf, typeNames } from '../model/people.ts'
import { isFound } from '../model/search.ts'
import { count } from '../model/words.ts'
import type { PageDialog } from '../model/world.ts'
import { view } from '../state/screen.ts'
import { tick, ticked } from '../state/trial.ts'
import { dialogId, dialogs, showDialog, world } from '../state/world.ts'
import { SearchField } from './search-field.tsx'

/** With fewer there is nothing to look for. */
const many = 8

/** How many people of a dialog are named. */
const named = 4

const looked = signal('')

/** The dialogs there are and were, with who still has them. */
export function Dialogs () {
  const { value: all } = dialogs
  const found = all.filter((listed) => isFound(looked.value, textsOf(listed, world.value)))
  return (
    <section class='panel dialogs' aria-labelledby='dialogs'>
      <div class='head'>
        <h2 id='dialogs'>Dialogs</h2>
        {all.length > 0 && (
          <span class='hint'>{found.length < all.length ? `${found.length} of ${all.length}` : all.length}</span>
        )}
      </div>
      {all.length >= many && <SearchField label='Search dialogs' looked={looked} />}
      {found.length === 0 && (
        <p class='hint'>{all.length === 0 ? 'There are none in this workspace.' : 'No dialog is like that.'}</p>
      )}
      <ul class='scroll'>
        {found.map((listed) => <DialogItem key={listed.dialog._id} listed={listed} />)}
      </ul>
    </section>
  )
}

function DialogItem ({ listed: { dialog, destroyed, messages } }: { listed: ListedDialog }) {
  const title = titleOf(dialog, world.value)
  const id = dialog._id
  const show = (): void => {
    showDialog(id)
    view.value = 'Messages'
  }
  return (
    <li class={destroyed ? 'gone' : ''}>
      <input
        type='checkbox' aria-label={`Tick dialog ${title}`} checked={ticked.Dialog.value.includes(id)}
        onChange={(event) => tick('Dialog', id, event.currentTarget.checked)}
      />
      <button type='button' aria-current={id === dialogId.value ? 'true' : undefined} onClick={show}>
        <strong>{title}</strong>
        <span class='quiet'>{typeNames[dialog.type]}, {destroyed ? 'destroyed' : count(messages, 'message')}</span>
        {!destroyed && <Holders dialog={dialog} />}
      </button>
    </li>
  )
}

function Holders ({ dialog }: { dialog: PageDialog }) {
  const holders = holdersOf(dialog, world.value)
  const losers = losersOf(dialog, world.value)
  return (
    <span class='holders'>
      {holders.length === 0 ? 'nobody has it' : few(holders.map(firstName)).join(', ')}
      {few(losers.map(({ user, why }) => `${firstName(user)} ${why}`)).map((words) => (
        <span key={words} class='loser'>{words}</span>
      ))}
    </span>
  )
}

/** The first of many names, and how many more there are. */
function few (names: readonly string[]): string[] {
  return names.length <= named + 1 ? [...names] : [...names.slice(0, named), `${names.length - named} more`]
}
