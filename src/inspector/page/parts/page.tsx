import { link, tokenNeeded, trouble } from '../state/connection.ts'
import { view, views } from '../state/screen.ts'
import { Dialogs } from './dialogs.tsx'
import { Journal } from './journal.tsx'
import { MatrixView } from './matrix.tsx'
import { SendBar } from './send-bar.tsx'
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
    <main data-link={link.value} data-view={view.value}>
      <Views />
      <Dialogs />
      <MatrixView />
      <Trial />
      <SendBar />
      <Journal />
    </main>
  )
}

/** Where there is no room for all parts of the page beside each other. */
function Views () {
  return (
    <nav class='views' aria-label='Parts of the page'>
      {views.map((name) => (
        <button
          key={name}
          type='button'
          aria-current={view.value === name ? 'true' : undefined}
          onClick={() => {
            view.value = name
          }}
        >
          {name}
        </button>
      ))}
    </nav>
  )
}
