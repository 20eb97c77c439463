import { describeChanges } from '../model/matrix.ts'
import { link, tokenNeeded, trouble } from '../state/connection.ts'
import { changes } from '../state/world.ts'
import { Dialogs } from './dialogs.tsx'
import { Faults } from './faults.tsx'
import { Journal } from './journal.tsx'
import { MatrixView } from './matrix.tsx'
import { TokenForm } from './token-form.tsx'
import { Toolbar } from './toolbar.tsx'
import { Trial } from './trial.tsx'

export function Page () {
  return (
    <>
      <Toolbar />
      <div role='alert' class='trouble'>{trouble.value}</div>
      {tokenNeeded.value ? <TokenForm /> : <Panels />}
    </>
  )
}

function Panels () {
  return (
    <main data-link={link.value}>
      <Dialogs />
      <MatrixView />
      <Trial />
      <Journal />
      <Faults />
      <p class='unseen' role='status'>{describeChanges(changes.value)}</p>
    </main>
  )
}
