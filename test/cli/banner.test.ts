import { describe, expect, test } from 'vitest'
import { banner } from '../../src/cli/banner.ts'
import { readWorld } from '../../src/fixtures/read-world.ts'
import type { Fixtures } from '../../src/fixtures/fixtures.ts'

const place = { url: 'http://127.0.0.1:8080', caPath: undefined, host: undefined, isOpen: true }

const application = { id: 10, name: 'Demo', auth_key: 'k', auth_secret: 's', api_keys: ['key-of-10', 'another'] }
const group = { _id: 'd'.repeat(24), type: 2, user_id: 1, occupants_ids: [1, 2] } as const
const message = { _id: 'a'.repeat(24), chat_dialog_id: group._id, sender_id: 1 }

const world: Fixtures = {
  applications: [application],
  users: [{ id: 1, login: 'alice' }, { id: 2, login: 'bob' }, { id: 3, login: null, email: 'carol@example.com' }],
  sessions: [{ token: 'old-one', user_id: 2, expires_at: '2020-01-01T00:00:00Z' }, { token: 'of-alice', user_id: 1 }],
  dialogs: [group],
  messages: [message]
}

async function shown (fixtures: Fixtures): Promise<string> {
  return banner(place, await readWorld(fixtures), Date.parse('2026-01-01T00:00:00Z'))
}

describe('the banner', () => {
  test('says who is who, and what to paste', async () => {
    expect(await shown(world)).toBe(`Inspector: http://127.0.0.1:8080/__admin/

Demo (application 10)
  the application             Authorization: ApiKey key-of-10
  user 1, alice               QB-Token: of-alice
  user 2, bob                 no session; the application's key with On-Behalf-Of: 2
  user 3, carol@example.com   no session; the application's key with On-Behalf-Of: 3

Delete a message from the history of user 1, alice:
  curl -i -X DELETE -H 'QB-Token: of-alice' http://127.0.0.1:8080/chat/Message/aaaaaaaaaaaaaaaaaaaaaaaa.json

`)
  })

  test.each(['0.0.0.0', '::'])('says that %s is every address', async (host) => {
    const everywhere = banner({ ...place, host }, await readWorld(world))
    expect(
      everywhere.startsWith(
        'It listens on all addresses of this machine.\nInspector: http://127.0.0.1:8080/__admin/\n\nDemo ' +
          '(application 10)\n'
      )
    ).toBe(true)
    for (const other of ['127.0.0.1', 'localhost', '::1']) {
      expect(banner({ ...place, host: other }, await readWorld(world))).not.toContain('It listens')
    }
  })

  test('says how to open an inspector that is shut', async () => {
    const shut = banner({ ...place, host: '0.0.0.0', isOpen: false }, await readWorld(world))
    expect(shut).toContain('The inspector is shut; it opens with --open-admin, or with --admin-token TOKEN.\n')
    expect(shut).not.toContain('/__admin/')
  })

  test('has no line to paste where nobody can delete a message', async () => {
    for (const without of ['sessions', 'messages'] as const) {
      expect(await shown({ ...world, [without]: [] })).not.toContain('curl')
    }
    expect(await shown({ ...world, messages: [{ ...message, deleted_for: [1] }] })).not.toContain('curl')
    expect(await shown({ ...world, sessions: [{ token: 'of-carol', user_id: 3 }] })).not.toContain('curl')
  })

  test('pastes a token with a quote in it', async () => {
    expect(await shown({ ...world, sessions: [{ token: "al'ice", user_id: 1 }] })).toContain(
      "-H 'QB-Token: al'\\''ice' "
    )
  })

  test('knows an application without a key, and a user without a session', async () => {
    const text = await shown({ ...world, applications: [{ ...application, api_keys: [] }], sessions: [] })
    expect(text).toContain('user 1, alice               no session\n')
    expect(text).not.toContain('ApiKey')
  })

  test('stays short', async () => {
    const users = Array.from({ length: 1000 }, (_, index) => ({ id: index + 1, login: `user-${index + 1}` }))
    const text = await shown({ ...world, users })
    expect(text).toContain('  and 993 more users\n')
    expect(text.split('\n').length).toBeLessThan(20)
  })

  test('shows an application that has nobody, and a world that has nothing', async () => {
    expect(await shown({ applications: [{ id: 10, auth_key: 'k', auth_secret: 's' }] })).toBe(
      'Inspector: http://127.0.0.1:8080/__admin/\n\nApplication 10 (application 10)\n\n'
    )
    expect(await shown({})).toBe('Inspector: http://127.0.0.1:8080/__admin/\n\n\n')
  })

  test('leaves the cursor to the terminal', async () => {
    const text = await shown({ ...world, applications: [{ ...application, name: 'De\u001B[2Jmo\r' }] })
    expect(text).toContain('De[2Jmo (application 10)')
  })
})
