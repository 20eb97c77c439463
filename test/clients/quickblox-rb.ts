import { privateDialog } from '../helpers/world.ts'
import { form } from './flow.ts'
import type { ClientFlow } from './flow.ts'

const headers = { 'QuickBlox-REST-API-Version': '0.1.1', 'QB-Token': '{token}' }

/** A Ruby library; it only reads, and a session without its expiration header is an exception to it. */
export const quickbloxRb: ClientFlow = {
  client: 'quickblox-rb',
  read: [{
    repository: 'BrunoAssis/quickblox-rb',
    commit: '0b4598ac',
    paths: ['lib/api.rb', 'lib/models.rb', 'test/api_test.rb']
  }],
  steps: [
    {
      title: 'create_session',
      method: 'POST',
      url: '/session.json',
      headers: { 'QuickBlox-REST-API-Version': '0.1.1', 'Content-Type': form },
      body:
        'application_id=10&auth_key=auth-10&nonce=56731&timestamp={now}&user[email]=user2@example.com&user[password]=password&signature={signature}',
      status: 201,
      needs: ['qb-token-expirationdate'],
      reads: { session: { token: 'text', user_id: 'integer' } }
    },
    {
      title: 'get_user',
      method: 'GET',
      url: '/users/3.json',
      headers,
      status: 200,
      reads: {
        user: {
          id: 'integer',
          email: 'text or nothing',
          full_name: 'text or nothing',
          phone: 'text or nothing',
          login: 'text or nothing',
          custom_data: 'text or nothing',
          user_tags: 'text or nothing'
        }
      }
    },
    {
      title: 'get_dialog',
      method: 'GET',
      url: `/chat/Dialog.json?_id=${privateDialog}&type=3`,
      headers,
      status: 200,
      reads: { items: [{ _id: 'text', occupants_ids: 'integers' }] },
      has: { total_entries: 1 }
    },
    {
      title: 'get_messages',
      method: 'GET',
      url: `/chat/Message.json?chat_dialog_id=${privateDialog}&mark_as_read=0`,
      headers,
      status: 200,
      reads: { items: [{ _id: 'text', sender_id: 'integer' }] }
    },
    {
      title: 'get_dialogs',
      method: 'GET',
      url: '/chat/Dialog.json?type=3',
      headers,
      status: 200,
      reads: { items: [{ _id: 'text' }] }
    }
  ]
}
