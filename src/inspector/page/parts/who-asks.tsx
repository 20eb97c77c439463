import { applicationName, nameOf, userName } from '../model/people.ts'
import type { Who } from '../model/attempt.ts'
import { ask, who } from '../state/trial.ts'
import { world } from '../state/world.ts'

interface Choice {
  readonly label: string
  readonly who: Who
}

/** Chooses a session, an API key or nobody, and for a key whom it acts for. */
export function WhoAsks () {
  const groups = choices()
  const all = groups.flatMap(({ options }) => options)
  const chosen = all.findIndex((choice) => isSame(choice.who, who.value))
  const choose = (event: Event & { readonly currentTarget: HTMLSelectElement }): void => {
    const choice = all[Number(event.currentTarget.value)]
    if (choice !== undefined) ask(choice.who)
  }
  return (
    <>
      <label class='field'>
        Who asks
        <select value={chosen} onChange={choose}>
          {groups.map(({ title, options }) => (
            <optgroup key={title} label={title}>
              {options.map((option) => <option key={option.label} value={all.indexOf(option)}>{option.label}</option>)}
            </optgroup>
          ))}
        </select>
      </label>
      {who.value.kind === 'key' && <BehalfOf apiKey={who.value.key} behalfOf={who.value.behalfOf} />}
    </>
  )
}

function BehalfOf ({ apiKey, behalfOf }: { apiKey: string, behalfOf: number | null }) {
  const { users, applications } = world.value
  const application = applications.find(({ api_keys: keys }) => keys.includes(apiKey))
  return (
    <label class='field'>
      On behalf of
      <select
        value={behalfOf ?? ''}
        onChange={(event) => ask({ kind: 'key', key: apiKey, behalfOf: Number(event.currentTarget.value) || null })}
      >
        <option value=''>nobody: the application itself</option>
        {users.map((user) => (
          <option key={user.id} value={user.id}>
            {nameOf(user)}
            {user.application_id !== application?.id && ' (of another application)'}
          </option>
        ))}
      </select>
    </label>
  )
}

function choices (): Array<{ title: string, options: Choice[] }> {
  const { sessions, applications } = world.value
  const ofUsers = sessions.filter((session) => session.user_id !== 0)
  return [
    {
      title: 'A user, by token',
      options: ofUsers.map(({ token, user_id: id }) => ({
        label: `${userName(id, world.value)} · ${token}`,
        who: { kind: 'session' as const, token }
      }))
    },
    {
      title: 'An application, by API key',
      options: applications.flatMap(({ name, api_keys: keys }) =>
        keys.map((key) => ({ label: `${name} · ${key}`, who: { kind: 'key' as const, key, behalfOf: null } }))
      )
    },
    {
      title: 'A session without a user',
      options: sessions.filter((session) => session.user_id === 0).map(({ token, application_id: id }) => ({
        label: `${applicationName(id, world.value)} · ${token}`,
        who: { kind: 'session' as const, token }
      }))
    },
    { title: 'Nobody', options: [{ label: 'no token, no key', who: { kind: 'nobody' as const } }] }
  ].filter(({ options }) => options.length > 0)
}

function isSame (one: Who, other: Who): boolean {
  if (one.kind === 'session') return other.kind === 'session' && one.token === other.token
  if (one.kind === 'key') return other.kind === 'key' && one.key === other.key
  return other.kind === 'nobody'
}
