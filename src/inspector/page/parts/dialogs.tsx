import { count } from '../model/words.ts'
import { firstName, holdersOf, losersOf, titleOf, typeNames } from '../model/people.ts'
import type { PageDialog } from '../model/world.ts'
import { tick, ticked } from '../state/trial.ts'
import { dialogId, dialogs, showDialog, world } from '../state/world.ts'

/** The dialogs there are and were, with who still has them. */
export function Dialogs () {
  return (
    <section class='panel dialogs' aria-labelledby='dialogs'>
      <h2 id='dialogs'>Dialogs</h2>
      {dialogs.value.length === 0 && <p class='hint'>There are none in this workspace.</p>}
      <ul>
        {dialogs.value.map(({ dialog, destroyed }) => <DialogItem key={dialog._id} dialog={dialog} destroyed={destroyed} />)}
      </ul>
    </section>
  )
}

function DialogItem ({ dialog, destroyed }: { dialog: PageDialog, destroyed: boolean }) {
  const title = titleOf(dialog, world.value)
  const id = dialog._id
  const messages = world.value.messages.filter((message) => message.chat_dialog_id === id).length
  return (
    <li class={destroyed ? 'gone' : ''}>
      <input
        type='checkbox' aria-label={`Tick dialog ${title}`} checked={ticked.Dialog.value.includes(id)}
        onChange={(event) => tick('Dialog', id, event.currentTarget.checked)}
      />
      <button type='button' aria-current={id === dialogId.value ? 'true' : undefined} onClick={() => showDialog(id)}>
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
      {holders.length === 0 ? 'nobody has it' : holders.map(firstName).join(', ')}
      {losers.map(({ user, why }) => <span key={user.id} class='loser'>{firstName(user)} {why}</span>)}
    </span>
  )
}
