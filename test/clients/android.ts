import { group, inPrivate, ofSender, privateDialog } from '../helpers/world.ts'
import { form } from './flow.ts'
import type { ClientFlow } from './flow.ts'

const headers = { 'QuickBlox-REST-API-Version': '0.1.1', 'QB-SDK': 'Android 4.4.1', 'QB-Token': '{token}' }
const posted = { ...headers, 'Content-Type': form }
const groups = {
  SuccessfullyDeleted: { ids: 'list' },
  NotFound: { ids: 'list' },
  WrongPermissions: { ids: 'list' }
} as const

/** The SDK itself is bytecode; what it sends stands in logs that people posted, and in the names of its classes. */
export const android: ClientFlow = {
  client: 'Android SDK',
  read: [
    {
      repository: 'QuickBlox/quickblox-android-sdk-releases',
      commit: '18fe2eb5',
      paths: ['com/quickblox/quickblox-android-sdk-core/4.4.1', 'com/quickblox/quickblox-android-sdk-chat/4.4.1']
    },
    { repository: 'QuickBlox/quickblox-android-sdk', commit: 'issues', paths: ['38', '301', '473'] }
  ],
  steps: [
    {
      title: 'createSession(user)',
      method: 'POST',
      url: '/session.json',
      headers: { 'QuickBlox-REST-API-Version': '0.1.1', 'QB-SDK': 'Android 4.4.1', 'Content-Type': form },
      body:
        'application_id=10&auth_key=auth-10&nonce=1231&timestamp={now}&user[login]=user2&user[password]=password&signature={signature}',
      status: 201,
      needs: ['qb-token-expirationdate'],
      reads: {
        session: {
          token: 'text',
          user_id: 'integer',
          application_id: 'integer',
          id: 'integer',
          nonce: 'integer',
          ts: 'integer',
          created_at: 'date',
          updated_at: 'date'
        }
      }
    },
    {
      title: 'getChatDialogs',
      method: 'GET',
      url: '/chat/Dialog.json?limit=100',
      headers,
      status: 200,
      reads: { total_entries: 'integer', items: [{ _id: 'text', occupants_ids: 'integers', type: 'integer' }] }
    },
    {
      title: 'getUsersByIDs',
      method: 'GET',
      url: '/users.json?filter[]=number+id+in+1,2,3&page=1&per_page=3',
      headers,
      status: 200,
      reads: {
        current_page: 'integer',
        per_page: 'integer',
        total_entries: 'integer',
        items: [{ user: { id: 'integer', full_name: 'text or nothing' } }]
      }
    },
    {
      title: 'createMessage to a recipient',
      method: 'POST',
      url: '/chat/Message.json',
      headers: posted,
      body: 'recipient_id=3&message=hello&send_to_chat=1&markable=1',
      status: 201,
      reads: { _id: 'text', chat_dialog_id: 'text', sender_id: 'integer' },
      has: { chat_dialog_id: privateDialog }
    },
    {
      title: 'updateMessage',
      method: 'PUT',
      url: `/chat/Message/${inPrivate}.json`,
      headers: posted,
      body: `read=1&delivered=1&chat_dialog_id=${privateDialog}`,
      status: 200,
      empty: true
    },
    {
      title: 'getTotalUnreadMessagesCount',
      method: 'GET',
      url: `/chat/Message/unread.json?chat_dialog_ids=${group},${privateDialog}`,
      headers,
      status: 200,
      reads: { total: 'integer', [group]: 'integer', [privateDialog]: 'integer' }
    },
    {
      title: 'updateGroupChatDialog, which names every field',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json`,
      headers: posted,
      body: 'name=gal+out+oit&push_all[occupants_ids][]=9&scope=2',
      status: 200,
      reads: { _id: 'text', occupants_ids: 'integers' },
      has: { name: 'gal out oit', occupants_ids: [1, 2, 3, 4, 9] }
    },
    {
      title: 'deleteMessages, for all',
      method: 'DELETE',
      url: `/chat/Message/${ofSender}.json?force=1`,
      headers,
      status: 200,
      reads: { SuccessfullyDeleted: { ids: 'list' } }
    },
    {
      title: 'deleteDialogs',
      method: 'DELETE',
      url: `/chat/Dialog/${group},${privateDialog}.json`,
      headers,
      status: 200,
      reads: groups
    },
    { title: 'signOut', method: 'DELETE', url: '/session.json', headers, status: 200, empty: true }
  ]
}
