import {
  chatDocs,
  client,
  hint,
  introduction,
  ios,
  javascriptSdk,
  newestJavascriptSdk,
  oldDocs,
  page,
  report,
  staff
} from '../sources.ts'
import type { Source } from '../sources.ts'
import type { BehaviourEntry } from './behaviour.ts'

const reactUiKit = (path: string, quote: string): Source => client('QuickBlox/react-ui-kit', 'f4a9dfa8', path, quote)
const usersDocs = (quote: string): Source => oldDocs('6_rest_api/4_Users_API.yaml', quote)

/** The calls without which a client does not get to its delete, or does not see that it was done. */
export const callBehaviours = [
  {
    id: 'K15',
    what:
      'Listing messages marks them as read by the caller and delivered to him, unless `mark_as_read=0`; the list ' +
        'itself shows what was before',
    sources: [
      page('list-messages', 'All retrieved chat messages will be marked as read after request.'),
      chatDocs('Do not mark the received messages as read (default is 1) ... mark_as_read=0'),
      introduction(
        "Fixed: \"Current 'user_id' is not added to chat messages's 'delivered_ids' field when use GET /chat/Message " +
          'request"'
      )
    ],
    ours: 'that nothing is marked in public groups, of which nobody is told who read what'
  },
  {
    id: 'K21',
    what:
      '`POST /chat/Message.json` with `recipient_id` and no `chat_dialog_id` goes to the private dialog of the two, ' +
        'made if there is none',
    sources: [
      chatDocs('recipient_id: Required if a chat_dialog_id parameter is not specified.'),
      javascriptSdk(
        'spec/QB-ChatSpec.js',
        'can create a message and then DO NOT receive it (private dialog)(recipient_id)'
      )
    ]
  },
  {
    id: 'K22',
    what: '`GET /chat/Message/ID.json` and `GET /chat/Dialog/ID.json`: 200 with that one thing',
    sources: [
      page('get-message-by-id', 'Retrieve a message by ID. Added in v2.39.0'),
      page('get-dialog-by-id', 'Retrieve a dialog by ID. Added in v2.39.0')
    ]
  },
  {
    id: 'K22.1',
    what: 'One that the caller hid is not found, 404; one of a dialog that is closed to him is refused, 403',
    sources: [page('get-message-by-id', '<Accordion title="403">')],
    ours: 'the 404'
  },
  {
    id: 'K23',
    what:
      '`PUT /chat/Dialog/ID.json` changes `name`, `photo`, `data`, and with `push_all` and `pull_all` the ' +
        '`occupants_ids` and `admin_ids`: 200 with the dialog; as JSON, as a form, or in the query',
    sources: [
      page('update-dialog', 'Use a push_all operator to append participants to the array with participants IDs.'),
      report(
        'QuickBlox/q-municate-services-ios',
        163,
        'https://api.quickblox.com/chat/Dialog/56f27eb6a28f9a198b00000c.json?push_all%5Boccupants_ids%5D%5B%5D=6827251'
      ),
      reactUiKit('src/Data/source/remote/RemoteDataSource.ts', 'pull_all: { occupants_ids: usersIds }'),
      client(
        'QuickBlox/SDK-dotnet',
        '22d6032b',
        'Quickblox/Quickblox.Sdk/Modules/ChatModule/Requests/UpdateDialogRequest.cs',
        '[JsonProperty("name")] public string Name { get; set; } (photo, push_all and pull_all have ' +
          'NullValueHandling.Ignore)'
      )
    ],
    ours: 'that null is for what is not meant: the .NET SDK sends `name: null` when it leaves'
  },
  {
    id: 'K23.1',
    what:
      'Who takes himself out of the `occupants_ids` of a group leaves as by deleting it (D9): out of its admins, ' +
        'too, and the dialog goes when nobody is left',
    sources: [
      chatDocs('Any user from occupants_ids can remove only himself.'),
      introduction(
        'Fixed: "Chat. Update dialog API: group dialog is not automatically destroyed when no occupants left."'
      ),
      client(
        'QuickBlox/android-ui-kit',
        'd9c268f2',
        'ui-kit/src/main/java/com/quickblox/android_ui_kit/data/source/remote/RemoteDataSourceImpl.kt',
        'requestBuilder.removeUsers(getLoggedUserId())'
      ),
      client(
        'QuickBlox/ios-ui-kit',
        '5943660c',
        'Sources/QuickBloxData/Source/Remote/API/APIDialogs.swift',
        'dialog.pullOccupantsIDs = [(NSNumber(value: userId)).stringValue]'
      )
    ],
    ours: 'that the last one is answered the dialog with no occupants'
  },
  {
    id: 'U4',
    what: 'A public group is changed by its owner alone; others: 403',
    sources: [
      chatDocs('Only dialog’s owner can update it.'),
      staff(ios, 743, "type is 1(PUBLIC_GROUP): Only dialog's owner can update it.")
    ]
  },
  {
    id: 'U5',
    what: 'A group is not changed by who is no occupant: 403',
    sources: [
      chatDocs('Any user from occupants_ids can add other users.'),
      report(ios, 767, "status: 403 ... You don't have appropriate permissions to perform this operation")
    ]
  },
  {
    id: 'U6',
    what:
      'A private dialog gets a new photo from its occupants, but no name and no admins, which are ignored, and no ' +
        'other occupants: 403',
    sources: [
      page('update-dialog', 'You can set a name field for a group or public dialog only.'),
      newestJavascriptSdk(
        'spec/QB-NoticeSpec.js',
        'I-DA-2 (private): admin_ids update is sent and backend returns empty admin_ids'
      ),
      hint(
        report(
          'ConnectyCube/connectycube-js-sdk-releases',
          86,
          "403 ... Updating occupant_ids is possible only for 'group' and 'public' chat dialogs (a sibling vendor)"
        )
      )
    ],
    ours: 'the 403'
  },
  {
    id: 'U7',
    what: 'An occupant of a group renames it and adds others; only its owner removes others than himself',
    sources: [
      chatDocs("Only dialog's creator(owner) can remove any users from occupants_ids."),
      staff(ios, 743, "Only dialog's creator(owner) can remove any users from occupants_ids.")
    ]
  },
  {
    id: 'U8',
    what: 'Only the owner of a group changes its admins; others: 403',
    sources: [
      hint(
        newestJavascriptSdk(
          'spec/QB-NoticeSpec.js',
          'I-DA-1 (group): admin_ids update via push_all is delivered to both MUC participants (by the owner)'
        )
      )
    ]
  },
  {
    id: 'K24',
    what:
      '`PUT /chat/Message/ID[,ID...].json` with `read`, `delivered` or `message`, and without an ID for all messages ' +
        'of `chat_dialog_id`: 200, an empty body; `read=0` takes it back',
    sources: [
      page(
        'update-message',
        'Update a message status to read. Set read=1 to perform. As a result, the user ID is added to the array of ' +
          'read_ids field.'
      ),
      chatDocs("It's possible to mark all messages as read/delivered - just don't pass a message id in the request."),
      javascriptSdk(
        'spec/QB-ChatSpec.js',
        "can set 'read' status for all messages in dialog: message.update('', {read: '1', chat_dialog_id})"
      )
    ]
  },
  { id: 'K24.1', what: 'Only who sent a message changes its text, and the application; others: 403', sources: [] },
  {
    id: 'K25',
    what:
      '`GET /chat/Message/unread.json?chat_dialog_ids=A,B`: `{"total":N,"A":n,"B":m}`, and without ids the total alone',
    sources: [
      page(
        'get-unread-message-count',
        'You also can omit this parameter to receive just a total count of all unread messages.'
      ),
      chatDocs('UnreadMessagesCountResponse: total: 5, 53aabe15e4b077ddd43e7fd6: 2, 23aabe15e4b077ddd43e7fd1: 3')
    ],
    ours: '0 for what the caller does not see'
  },
  {
    id: 'K26',
    what:
      '`GET /users.json` with `filter[]`, `order`, `page` and `per_page`: 200 ' +
        '`{"current_page":1,"per_page":10,"total_entries":N,"items":[{"user":{...}}]}`; `by_full_name` likewise',
    sources: [
      page('list-users', '{"current_page": 1, "per_page": 10, "total_entries": 2, "items": [{"user": {...}}]}'),
      usersDocs('field_type+field_name+operator+value ... gt, lt, ge, le, eq, ne, between, in'),
      page('list-users-by-full-name', 'User’s full name. Min 3 characters.')
    ],
    ours:
      'that a part of the full name is enough, and that a session without a user is refused here, while an API key ' +
        'is not'
  },
  {
    id: 'K26.1',
    what: '`GET /users/ID.json`, `by_login` and `by_email`: 200 `{"user":{...}}`, or 404',
    sources: [
      page('get-user-by-id', '{"user": {"id": 96752798, "full_name": "Peter Smith", ...}}'),
      client(
        'BrunoAssis/quickblox-rb',
        '0b4598ac',
        'lib/api.rb',
        'QB_ENDPOINT + "/users/#{id}.json" ... response.json.fetch("user")'
      )
    ],
    ours: 'the 404'
  }
] as const satisfies readonly BehaviourEntry[]
