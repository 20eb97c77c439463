import { useEffect, useRef } from 'preact/hooks'
import { useToken } from '../state/connection.ts'

/** Asks for the admin token. */
export function TokenForm () {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.focus(), [])
  const submit = (event: Event): void => {
    event.preventDefault()
    useToken(input.current?.value.trim() ?? '')
  }
  return (
    <main class='alone'>
      <form class='panel' onSubmit={submit}>
        <h2>This server has an admin token</h2>
        <p>
          It was started with <code>--admin-token</code> or{' '}
          <code>ADMIN_TOKEN</code>. The token stays in this tab and is sent to this server alone.
        </p>
        <label class='field'>
          Admin token
          <input ref={input} type='password' required autocomplete='off' />
        </label>
        <button class='primary'>Open the inspector</button>
      </form>
    </main>
  )
}
