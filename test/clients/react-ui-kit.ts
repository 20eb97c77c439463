import { group, ofSender, privateDialog } from '../helpers/world.ts'
import { dialogShape, form, json } from './flow.ts'
import type { ClientFlow } from './flow.ts'

const headers = {
  'QB-OS': 'Linux',
  'QB-SDK': 'JS 2.20.0 - Client',
  'QB-Token': 'token-of-2',
  'Content-Type': `${form}; charset=UTF-8`
}
const changed = { ...headers, 'Content-Type': json }

/** Its data source over the JavaScript SDK 2.20, in the order in which a person meets it. */
export const reactUiKit: ClientFlow = {
  client: 'react-ui-kit',
  read: [{
    repository: 'QuickBlox/react-ui-kit',
    commit: 'f4a9dfa8',
    paths: ['src/Data/source/remote/RemoteDataSource.ts', 'src/qb-api-calls/index.ts']
  }],
  steps: [
    {
      title: 'getDialogs',
      method: 'GET',
      url:
        '/chat/Dialog.json?created_at%5Blt%5D=4102444800.904&sort_desc=updated_at&page=1&limit=100&type%5Bin%5D=2%2C3',
      headers,
      status: 200,
      reads: { total_entries: 'integer', items: [dialogShape] }
    },
    {
      title: 'getUsers',
      method: 'GET',
      url: '/users.json?page=1&per_page=100',
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
      title: 'getUsers by name',
      method: 'GET',
      url: '/users/by_full_name.json?full_name=User&page=1&per_page=100',
      headers,
      status: 200,
      reads: { total_entries: 'integer', items: [{ user: { id: 'integer' } }] }
    },
    {
      title: 'getUser',
      method: 'GET',
      url: '/users/1.json?',
      headers,
      status: 200,
      reads: {
        user: {
          id: 'integer',
          full_name: 'text or nothing',
          blob_id: 'integer or nothing',
          last_request_at: 'text or nothing',
          created_at: 'date'
        }
      }
    },
    {
      title: 'getMessages',
      method: 'GET',
      url: `/chat/Message.json?chat_dialog_id=${group}&sort_desc=date_sent&limit=100&skip=0`,
      headers,
      status: 200,
      reads: {
        skip: 'integer',
        limit: 'integer',
        items: [{
          _id: 'text',
          chat_dialog_id: 'text',
          sender_id: 'integer',
          date_sent: 'integer',
          read_ids: 'integers',
          delivered_ids: 'integers'
        }]
      }
    },
    {
      title: 'createDialog',
      method: 'POST',
      url: '/chat/Dialog.json',
      headers,
      body: 'name=team&occupants_ids=1%2C3&type=2&is_join_required=0',
      status: 201,
      reads: dialogShape
    },
    {
      title: 'updateDialog',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json`,
      headers: changed,
      body: '{"name":"renamed","photo":"null","push_all":{"occupants_ids":[9]}}',
      status: 200,
      reads: dialogShape,
      has: { name: 'renamed', occupants_ids: [1, 2, 3, 4, 9] }
    },
    {
      title: 'deleteUsersFromDialog, with ids that are texts',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json`,
      headers: { ...changed, 'QB-Token': 'token-of-1' },
      body: '{"pull_all":{"occupants_ids":["3"]}}',
      status: 200,
      reads: dialogShape,
      has: { occupants_ids: [1, 2, 4, 9] }
    },
    {
      title: 'getDialog',
      method: 'GET',
      url: `/chat/Dialog.json?_id=${group}`,
      headers,
      status: 200,
      reads: { items: [dialogShape] }
    },
    {
      title: 'deletes a message',
      method: 'DELETE',
      url: `/chat/Message/${ofSender}.json`,
      headers,
      body: 'force=1',
      status: 200
    },
    {
      title: 'deleteDialog: leaves the group',
      method: 'DELETE',
      url: `/chat/Dialog/${group}.json`,
      headers,
      status: 200,
      empty: true
    },
    {
      title: 'deleteDialog: hides a private one',
      method: 'DELETE',
      url: `/chat/Dialog/${privateDialog}.json`,
      headers,
      status: 200,
      empty: true
    }
  ]
}
