import {
  android,
  chatDocs,
  hint,
  introduction,
  ios,
  javascript,
  newestJavascriptSdk,
  oldDocs,
  page,
  report,
  staff
} from '../sources.ts'
import type { Source } from '../sources.ts'
import type { BehaviourEntry } from './behaviour.ts'

const sessionDocs = (quote: string): Source => oldDocs('6_rest_api/3_Session_API.yaml', quote)
const usersDocs = (quote: string): Source => oldDocs('6_rest_api/4_Users_API.yaml', quote)
const errorsPage = (quote: string): Source => ({
  kind: 'doc',
  place: 'quickblox.com/developers/Errors',
  url: 'https://quickblox.com/developers/Errors',
  quote
})

/** The calls that surround a delete: sessions, dialogs, messages. */
export const companionBehaviours = [
  {
    id: 'C1',
    what: '`POST /session.json`, signed: 201 with the session; `user_id` is 0 without a user',
    sources: [
      page(
        'create-session',
        '"session": {"application_id": 76730, ... "ts": 1567349756, ... "user_id": 0, "_id": "1151827623"}'
      ),
      oldDocs(
        '6_rest_api/3_Session_API2.md',
        'sorted ... string array \'parameter=value\', separated with the symbol "&"'
      )
    ]
  },
  {
    id: 'C2',
    what: 'A bad signature: 422 `Unexpected signature`',
    sources: [
      report(android, 473, '{"errors":{"base":["Unexpected signature"]}}'),
      report(ios, 1183, 'client error (422)')
    ]
  },
  {
    id: 'C3',
    what: 'A bad login: 401 `Unauthorized`',
    sources: [report(javascript, 142, 'responseText: "{"errors":["Unauthorized"]}" ... status: 401')]
  },
  {
    id: 'C4',
    what: '`GET /session.json`: 200 with the session',
    sources: [sessionDocs('Get info about current session')]
  },
  {
    id: 'C5',
    what: '`DELETE /session.json`: 200, an empty body',
    sources: [sessionDocs('Calling this method will remove and invalidate the session token')]
  },
  {
    id: 'C6',
    what: '`POST /login.json` turns an application session into a user session: 202 with the user',
    sources: [
      page('log-in', '"user": {"id": 96705448, "full_name": ...'),
      report(android, 38, 'POST login.json, STATUS : 202')
    ]
  },
  {
    id: 'C7',
    what: '`DELETE /login.json` turns it back into an application session: 200, an empty body',
    sources: [usersDocs('downgrades the session token to an Application session token')]
  },
  {
    id: 'C8',
    what: '`GET /chat/Dialog.json`: 200 `{"total_entries":N,"skip":0,"limit":100,"items":[...]}`',
    sources: [report(android, 38, '{"total_entries":5,"skip":0,"limit":100,"items":[{"_id":...')]
  },
  {
    id: 'C9',
    what: 'A user is listed the dialogs that he is an occupant of, and those of type 1',
    sources: [chatDocs('where current user id is in occupants_ids field OR if type=1')]
  },
  {
    id: 'C10',
    what: '`GET /chat/Message.json`: 200 `{"skip":0,"limit":100,"items":[...]}`, ascending by `date_sent`',
    sources: [chatDocs('sorted ascending by date_sent'), report(ios, 1039, 'items, limit = 100, skip = 0')]
  },
  {
    id: 'C11',
    what: 'The messages of a group or private dialog are refused to who is no occupant: 403',
    sources: [
      errorsPage('a user tries to retrieve chat messages for a chat dialog while they are not in the occupants list'),
      report(ios, 670, '403, Content-Length 79')
    ]
  },
  {
    id: 'C12',
    what: 'The messages of a type 1 dialog are listed to everybody',
    sources: [chatDocs("if current user id is in occupants_ids field or if dialog's type=1(PUBLIC_GROUP).")]
  },
  { id: 'C13', what: 'The messages of no such dialog: 404', sources: [errorsPage('for the invalid chat dialog ID')] },
  {
    id: 'C14',
    what: 'The application (API key alone) is listed every message of a dialog, hidden or not',
    sources: []
  },
  {
    id: 'C15',
    what: '`limit` and `skip` take a part of a list',
    sources: [chatDocs('Default (if not specified) - 100')]
  },
  {
    id: 'C16',
    what: '`count=1`: `{"items":{"count":N}}`',
    sources: [chatDocs('Response will contain only count of records found.')],
    ours: 'the shape'
  },
  {
    id: 'C17',
    what: '`sort_desc=FIELD` and `sort_asc=FIELD` order a list',
    sources: [chatDocs('Search results will be sorted by specified field in ascending/descending order.')]
  },
  {
    id: 'C18',
    what: '`field=v` and `field[lt|lte|gt|gte|ne|in|nin|all|ctn]=v` filter a list',
    sources: [
      chatDocs(
        'Possible filters - lt (Less Than operator), lte [...], gt [...], gte [...], ne [...], in [...], nin [...], ' +
          'all [...], ctn (Contains substring operator).'
      )
    ]
  },
  {
    id: 'C19',
    what: '`POST /chat/Dialog.json`: 201 with the dialog',
    sources: [chatDocs("'201': Chat dialog object")]
  },
  {
    id: 'C20',
    what:
      "A dialog's admins are named and shown in `admin_ids` (fixtures call them `admins_ids`, which is taken as well)",
    sources: [
      newestJavascriptSdk(
        'src/modules/chat/qbDialog.js',
        '@param {Number[]|String} [params.admin_ids] - IDs of dialog admins for public/group dialogs.'
      ),
      newestJavascriptSdk(
        'spec/QB-NoticeSpec.js',
        'expect(dlgA.admin_ids).toContain(QBUser2.id) (runs against the real service)'
      )
    ]
  },
  {
    id: 'C21',
    what: 'A private dialog has no admins, whoever is named',
    sources: [
      newestJavascriptSdk(
        'spec/QB-NoticeSpec.js',
        'I-DA-2 (private): admin_ids update is sent and backend returns empty admin_ids'
      )
    ]
  },
  {
    id: 'C22',
    what:
      'A private dialog made again by the same two users comes back with the same `_id`, and is listed again to ' +
        'whoever hid it',
    sources: [
      staff(
        ios,
        1360,
        'if the user deletes his private dialogue and then "creates" it again, he will receive the same dialogue ' +
          'from the server'
      ),
      introduction('Fixed: "Can\'t reuse 1-1 chat dialog after deletion."')
    ]
  },
  {
    id: 'C23',
    what: 'A message brings a private dialog back to whoever hid it',
    sources: [
      hint(
        report(
          'ConnectyCube/connectycube-js-sdk-releases',
          57,
          'if User2 sends a new message - the dialog will be restored for User1 (staff of a sibling vendor)'
        )
      ),
      hint(report(ios, 1295, 'message sent successfully and it auto... (a user, of a deleted dialog)'))
    ]
  },
  {
    id: 'C24',
    what: "`POST /chat/Message.json`: 201 with the message; fields of one's own are kept",
    sources: [chatDocs("111_Create_Message: '201'")]
  },
  {
    id: 'C25',
    what: 'A new message becomes the `last_message` of its dialog, with its id, date and sender',
    sources: [chatDocs('DialogObject: last_message, last_message_date_sent, last_message_user_id')]
  },
  {
    id: 'C26',
    what: "A dialog's fields",
    sources: [
      chatDocs(
        'DialogObject: _id, created_at, updated_at, type, occupants_ids, unread_messages_count, last_message, ' +
          'last_message_date_sent, last_message_user_id, name, photo, xmpp_room_jid, user_id'
      ),
      newestJavascriptSdk('src/modules/chat/qbDialog.js', 'params.admin_ids')
    ],
    ours: '`last_message_id` in it'
  },
  {
    id: 'C27',
    what: "A message's fields",
    sources: [
      chatDocs(
        'MessageObject: _id, created_at, updated_at, chat_dialog_id, message, date_sent, sender_id, recipient_id, ' +
          'delivered_ids, read_ids, attachments'
      )
    ],
    ours: '`read` in it'
  }
] as const satisfies readonly BehaviourEntry[]
