import { admin, attempted } from '../state/connection.ts'
import { world, worlds } from '../state/world.ts'
import { closeMenu, Menu } from './menu.tsx'

/** Puts one of the worlds that are shipped in place of the one there is. */
export function WorldMenu () {
  const { applications } = world.value
  const first = applications[0]?.name ?? 'empty'
  const load = (fixtures: unknown) => async (event: Event): Promise<void> => {
    closeMenu(event)
    await attempted(() => admin.load(fixtures))
  }
  return (
    <Menu label='World' value={applications.length > 1 ? `${first} and ${applications.length - 1} more` : first}>
      <p class='hint'>Take another world, for later resets too:</p>
      <ul class='choices'>
        {worlds.value.map(({ name, fixtures }) => <li key={name}><button type='button' onClick={load(fixtures)}>{name}</button></li>)}
      </ul>
    </Menu>
  )
}
