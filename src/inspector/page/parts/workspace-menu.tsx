import { prefix, workspaceName } from '../state/connection.ts'
import { workspaces } from '../state/world.ts'
import { Menu } from './menu.tsx'

/** Each workspace has a page of its own, under its prefix. */
export function WorkspaceMenu () {
  const open = (event: SubmitEvent): void => {
    event.preventDefault()
    const name = new FormData(event.currentTarget as HTMLFormElement).get('name')
    location.assign(pageOf(String(name)))
  }
  return (
    <Menu label='Workspace' value={workspaceName} isSet={prefix !== ''}>
      <ul class='choices'>
        {workspaces.value.map((name) => (
          <li key={name}>
            <a href={pageOf(name)} aria-current={name === workspaceName ? 'page' : undefined}>{name}</a>
          </li>
        ))}
      </ul>
      <form onSubmit={open}>
        <label class='field'>
          Another one
          <input
            name='name'
            required
            pattern='[a-z0-9][a-z0-9_\-]{0,31}'
            title='1 to 32 lower-case letters, digits, "-" and "_"'
            placeholder='worker-1'
            autocomplete='off'
          />
        </label>
        <button>Open</button>
      </form>
      <p class='hint'>
        Clients reach this one at <code>{location.origin}{prefix}</code>
      </p>
    </Menu>
  )
}

function pageOf (name: string): string {
  return name === 'default' ? '/__admin/' : `/@${name}/__admin/`
}
