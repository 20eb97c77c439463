import { admin, attempted, link, tokenNeeded, workspaceName } from '../state/connection.ts'
import { ClockMenu } from './clock-menu.tsx'
import { FaultsMenu } from './faults-menu.tsx'
import { WorkspaceMenu } from './workspace-menu.tsx'
import { WorldMenu } from './world-menu.tsx'

const linkWords = { connecting: 'connecting', live: 'live', lost: 'connection lost, trying again' } as const

export function Toolbar () {
  return (
    <header class='toolbar'>
      <h1>
        Inspector <span class='quiet'>quickblox-delete-mock</span>
      </h1>
      {!tokenNeeded.value && (
        <>
          <p class='link' role='status' data-link={link.value}>{linkWords[link.value]}</p>
          <div class='menus'>
            <WorkspaceMenu />
            <WorldMenu />
            <ClockMenu />
            <FaultsMenu />
            <button
              type='button'
              onClick={() => attempted(admin.reset)}
              title={`Workspace ${workspaceName}: back to its fixtures; journal, faults and clock too`}
            >
              Reset
            </button>
          </div>
        </>
      )}
    </header>
  )
}
