import { AdminError } from '../api/admin.ts'
import { admin, attempted, workspaceName } from '../state/connection.ts'
import { world, worlds } from '../state/world.ts'
import { closeMenu, Menu } from './menu.tsx'

/** Saves the world there is, or puts another in its place: one that is shipped, or one of a file. */
export function WorldMenu () {
  const { applications } = world.value
  const first = applications[0]?.name ?? 'empty'
  const load = (fixtures: unknown) => async (event: Event): Promise<void> => {
    closeMenu(event)
    await attempted(() => admin.load(fixtures))
  }
  return (
    <Menu label='World' value={applications.length > 1 ? `${first} and ${applications.length - 1} more` : first}>
      <button type='button' onClick={() => attempted(save)}>Save it as a fixtures file</button>
      <p class='hint'>As it is now, with sessions and who hid what. Or take another world, for later resets too:</p>
      <ul class='choices'>
        {worlds.value.map(({ name, fixtures }) => (
          <li key={name}>
            <button type='button' onClick={load(fixtures)}>{name}</button>
          </li>
        ))}
      </ul>
      <label class='field'>
        A fixtures file
        <input
          type='file'
          accept='.json,application/json'
          onChange={(event) => attempted(() => loadFile(event.currentTarget))}
        />
      </label>
    </Menu>
  )
}

async function save (): Promise<void> {
  const url = URL.createObjectURL(new Blob([await admin.export()], { type: 'application/json' }))
  const link = Object.assign(document.createElement('a'), { href: url, download: `${workspaceName}.json` })
  link.click()
  URL.revokeObjectURL(url)
}

/** Afterwards the same file can be chosen again. */
async function loadFile (input: HTMLInputElement): Promise<void> {
  const [file] = input.files ?? []
  if (file === undefined) return
  try {
    await admin.load(parsed(file.name, await file.text()))
  } finally {
    input.value = ''
  }
}

function parsed (name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new AdminError(422, [`${name} is not JSON: ${(error as Error).message}`])
  }
}
