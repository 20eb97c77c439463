import { group, privateDialog } from '../helpers/world.ts'
import type { ClientFlow } from './flow.ts'

const headers = { accept: 'application/json', Authorization: 'ApiKey key-of-10', 'On-Behalf-Of': '2' }
const sent = { ...headers, 'content-type': 'application/json' }

/**
 * An application's own store over axios, with an API key; it deletes one dialog by naming it twice, and without
 * `.json`.
 */
export const zustandStore: ClientFlow = {
  client: "an application's zustand store",
  read: [{
    repository: '(a public application; the index of code that has its file does not name it)',
    commit: '-',
    paths: ['useChatStore.js']
  }],
  steps: [
    {
      title: 'createDialog',
      method: 'POST',
      url: '/chat/Dialog.json',
      headers: sent,
      body: '{"occupants_ids":[3],"type":3}',
      status: 201,
      has: { _id: privateDialog }
    },
    {
      title: 'getDialogs',
      method: 'GET',
      url: '/chat/Dialog.json?include_unread_message_count=1&limit=100&skip=0',
      headers,
      status: 200,
      reads: { items: [{ _id: 'text', occupants_ids: 'integers' }] }
    },
    {
      title: 'createMsg',
      method: 'POST',
      url: '/chat/Message.json',
      headers: sent,
      body:
        `{"chat_dialog_id":"${privateDialog}","message":"hello","recipient_id":3,"send_to_chat":1,"attachments":{"N":{"id":"1","type":"image","name":"x.png","content-type":"image/png"}}}`,
      status: 201,
      reads: { _id: 'text', attachments: 'list', recipient_id: 'integer' }
    },
    {
      title: 'getMsg',
      method: 'GET',
      url: `/chat/Message.json?limit=100&skip=0&chat_dialog_id=${privateDialog}`,
      headers: sent,
      status: 200,
      reads: { items: [{ recipient_id: 'integer or nothing' }] }
    },
    {
      title: 'getUnreadCount',
      method: 'GET',
      url: `/chat/Message/unread.json?chat_dialog_ids=${group},${privateDialog}`,
      headers: sent,
      status: 200,
      reads: { total: 'integer', [group]: 'integer', [privateDialog]: 'integer' }
    },
    {
      title: 'deleteDialog',
      method: 'DELETE',
      url: `/chat/Dialog/${privateDialog},${privateDialog}`,
      headers,
      status: 200,
      reads: { SuccessfullyDeleted: { ids: 'list' } },
      has: { SuccessfullyDeleted: { ids: [privateDialog] } }
    }
  ]
}
