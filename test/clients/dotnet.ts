import { group, ofSender, otherGroup } from '../helpers/world.ts'
import { json } from './flow.ts'
import type { ClientFlow } from './flow.ts'

const headers = { 'QuickBlox-REST-API-Version': '0.1.1', 'QB-Token': 'token-of-2', 'Accept-Encoding': 'gzip' }
const sent = { ...headers, 'Content-Type': json }

const dialog = {
  _id: 'text',
  created_at: 'date',
  updated_at: 'date',
  last_message: 'text or nothing',
  last_message_date_sent: 'integer or nothing',
  last_message_user_id: 'integer or nothing',
  occupants_ids: 'integers',
  type: 'integer',
  user_id: 'integer',
  unread_messages_count: 'integer or nothing'
} as const

/** Its serializer writes null for what is not set, and can't read null into an `int`. */
export const dotnet: ClientFlow = {
  client: 'SDK-dotnet',
  read: [{
    repository: 'QuickBlox/SDK-dotnet',
    commit: '22d6032b',
    paths: [
      'Quickblox/Quickblox.Sdk/Modules/ChatModule/ChatClient.cs',
      'Quickblox/Quickblox.Sdk/Http/HttpService.cs',
      'Quickblox/Quickblox.Sdk/Modules/ChatModule/Requests/UpdateDialogRequest.cs',
      'Quickblox/Quickblox.Sdk/Modules/ChatModule/Responses/CreateMessageResponse.cs'
    ]
  }],
  steps: [
    {
      title: 'GetDialogsAsync',
      method: 'GET',
      url: '/chat/Dialog.json',
      headers,
      status: 200,
      reads: { total_entries: 'integer', skip: 'integer', limit: 'integer', items: [dialog] }
    },
    {
      title: 'CreateDialogAsync',
      method: 'POST',
      url: '/chat/Dialog.json',
      headers: sent,
      body: '{"type":2,"name":"made","occupants_ids":"1,3","photo":null}',
      status: 201,
      reads: dialog
    },
    {
      title: 'CreateMessageAsync',
      method: 'POST',
      url: '/chat/Message.json',
      headers: sent,
      body:
        `{"chat_dialog_id":"${group}","message":"hello","recipient_id":0,` +
        '"attachments":null,"send_to_chat":0,"markable":0}',
      status: 201,
      reads: {
        _id: 'text',
        attachments: 'list',
        chat_dialog_id: 'text',
        date_sent: 'integer',
        message: 'text',
        recipient_id: 'integer',
        sender_id: 'integer'
      }
    },
    {
      title: 'GetMessagesAsync',
      method: 'GET',
      url: `/chat/Message.json?chat_dialog_id=${group}`,
      headers,
      status: 200,
      reads: {
        items: [{
          _id: 'text',
          date_sent: 'integer',
          recipient_id: 'integer or nothing',
          sender_id: 'integer',
          read: 'integer'
        }]
      }
    },
    {
      title: 'UpdateMessageAsync, which puts the dialog in the place of the message',
      method: 'PUT',
      url: `/chat/Message/${group}.json`,
      headers: sent,
      body: `{"read":"1","chat_dialog_id":"${group}"}`,
      status: 404,
      reads: { errors: 'list' }
    },
    {
      title: 'UpdateDialogAsync, leaving',
      method: 'PUT',
      url: `/chat/Dialog/${otherGroup}.json`,
      headers: sent,
      body: '{"name":null,"pull_all":{"occupants_ids":[2]}}',
      status: 200,
      reads: dialog,
      has: { name: 'Other', occupants_ids: [1] }
    },
    { title: 'DeleteMessageAsync', method: 'DELETE', url: `/chat/Message/${ofSender}.json`, headers, status: 200 },
    {
      title: 'DeleteDialogAsync',
      method: 'DELETE',
      url: `/chat/Dialog/${group}.json`,
      headers,
      status: 200,
      empty: true
    }
  ]
}
