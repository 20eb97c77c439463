import { group, privateDialog } from '../helpers/world.ts'
import type { ClientFlow } from './flow.ts'

const type = 'application/json; charset=UTF-8'
const headers = { 'QB-Token': '{token}' }

const dialog = {
  _id: 'text',
  created_at: 'text or nothing',
  name: 'text or nothing',
  occupants_ids: 'integers',
  type: 'integer',
  unread_messages_count: 'integer or nothing'
} as const

/** A Java library over Retrofit; all that it sends is JSON, numbers as texts, and its nonce has a fraction. */
export const quickbloxJavaApi: ClientFlow = {
  client: 'quickblox-java-api',
  read: [{
    repository: 'synkers/quickblox-java-api',
    commit: 'cd2ae48e',
    paths: [
      'src/main/java/com/synkers/quickblox/api/QbChatApi.java',
      'src/main/java/com/synkers/quickblox/model/UserAuthorizationRequest.java',
      'src/main/java/com/synkers/quickblox/util/Nonce.java',
      'src/main/java/com/synkers/quickblox/model/DialogDataUpdateFields.java'
    ]
  }],
  steps: [
    {
      title: 'getUserAuthorization',
      method: 'POST',
      url: '/session.json',
      headers: { 'Content-Type': type },
      body:
        '{"timestamp":"{now}","nonce":"4711.873212","application_id":"10","user":{"login":"user2","password":"password"},"auth_key":"auth-10","signature":"{signature}"}',
      status: 201,
      reads: { session: { token: 'text', user_id: 'integer' } }
    },
    {
      title: 'createDialog',
      method: 'POST',
      url: '/chat/Dialog.json',
      headers: { ...headers, 'Content-Type': type },
      body: '{"type":2,"name":"made","occupants_ids":"1,3","data":{"class_name":"Lesson","price":"5"}}',
      status: 201,
      reads: dialog
    },
    {
      title: 'getDialogs',
      method: 'GET',
      url: '/chat/Dialog.json',
      headers,
      status: 200,
      reads: { total_entries: 'integer', skip: 'integer', limit: 'integer', items: [dialog] }
    },
    {
      title: 'getDialogs by custom parameters',
      method: 'GET',
      url: '/chat/Dialog.json?data%5Bclass_name%5D=Lesson&data%5Bprice%5D=5',
      headers,
      status: 200,
      has: { total_entries: 1, items: [{ name: 'made' }] }
    },
    {
      title: 'updateDialog, leaving',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json`,
      headers: { ...headers, 'Content-Type': type },
      body: '{"pull_all":{"occupants_ids":[2]},"data":{"class_name":"Lesson"}}',
      status: 200,
      reads: dialog,
      has: { occupants_ids: [1, 3, 4] }
    },
    {
      title: 'getMessages',
      method: 'GET',
      url: `/chat/Message.json?chat_dialog_id=${privateDialog}`,
      headers,
      status: 200,
      reads: {
        items: [{
          _id: 'text',
          attachments: 'list',
          read_ids: 'integers',
          delivered_ids: 'integers',
          date_sent: 'integer',
          recipient_id: 'integer or nothing',
          sender_id: 'integer',
          read: 'integer'
        }]
      }
    },
    {
      title: 'getUserById',
      method: 'GET',
      url: '/users/3.json',
      headers,
      status: 200,
      reads: { user: { id: 'integer', login: 'text or nothing', email: 'text or nothing' } }
    }
  ]
}
