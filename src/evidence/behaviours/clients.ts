import {
  android, chatDocs, client, hint, introduction, ios, javascriptSdk, page, report
} from '../sources.ts'
import type { BehaviourEntry } from './behaviour.ts'

const connectycube = 'ConnectyCube/connectycube-js-sdk-releases'
const reactKit = (quote: string) =>
  client('QuickBlox/react-ui-kit', 'f4a9dfa8', 'src/Data/source/remote/RemoteDataSource.ts', quote)
const chatSpec = (quote: string) => javascriptSdk('spec/QB-ChatSpec.js', quote)

/** What published clients need in order to get to their delete, and back. */
export const clientBehaviours = [
  {
    id: 'K1',
    what: 'The 201 of `POST /session.json` has `QB-Token-ExpirationDate: 2026-11-22 09:44:25 UTC`',
    sources: [
      client(
        'BrunoAssis/quickblox-rb',
        '0b4598ac',
        'lib/api.rb',
        'session["expiration"] = response.headers.fetch(QB_HEADER_EXPIRATION).first'
      ),
      {
        ...report(
          'QuickBlox/quickblox-android-sdk-releases',
          29,
          'NullPointerException at java.text.SimpleDateFormat.parse, ' +
            'com.quickblox.auth.session.Query.parseExpirationDate'
        ),
        kind: 'client'
      },
      hint(report(android, 529, 'the 401 of POST session.json: QB-Token-ExpirationDate=2018-01-31 12:20:03 UTC'))
    ]
  },
  {
    id: 'K2',
    what: 'On all other answers `QB-Token-ExpirationDate` reads `2026-11-22 09:44:25 +0000`',
    sources: [
      report(ios, 934, '"QB-Token-ExpirationDate" = "2018-01-12 14:01:32 +0000"'),
      report(ios, 828, '"QB-Token-ExpirationDate" = "2017-06-30 03:29:23 +0000"'),
      hint(report(ios, 321, '"QB-Token-ExpirationDate" = "2016-03-04 20:55:48 UTC" (older)'))
    ]
  },
  {
    id: 'K3',
    what: '`nonce` is any text that is not empty, and `timestamp` may have a fraction',
    sources: [
      client(
        'synkers/quickblox-java-api',
        'cd2ae48e',
        'src/main/java/com/synkers/quickblox/util/Nonce.java',
        'return String.valueOf((Math.random() * 9000) + 1000);'
      )
    ],
    ours: 'the fraction of `timestamp`'
  },
  {
    id: 'K4',
    what: 'A `timestamp` more than 60 minutes off: 422 `Bad timestamp`, without `QB-Token-ExpirationDate`',
    sources: [report(ios, 452, 'status code: 422 [...] {"errors":{"base":["Bad timestamp"]}}')],
    ours:
      'that 60 minutes are the limit, and that it may be off from the real time or from the clock of the workspace, ' +
      'but not from both'
  },
  {
    id: 'K5',
    what: 'A refused login carries `WWW-Authenticate: OAuth realm=users`',
    sources: [report(ios, 828, 'login.json, status code: 401 [...] "Www-Authenticate" = "OAuth realm=users"')],
    ours: 'that the login of `POST /session.json` does so too'
  },
  {
    id: 'K6',
    what: 'Without a header, the parameter `token` of the query or the body says who asks',
    sources: [hint(page('authentication', 'QB-Token (the header is what the present documentation knows)'))]
  },
  {
    id: 'K7',
    what: '`X-Request-Id` is a UUID',
    sources: [report(android, 593, 'X-Request-Id=cd71f750-048b-41bb-8a03-228ffa3b27a0 (2018)')]
  },
  {
    id: 'K8',
    what: 'A `multipart/form-data` body is read like a form, also that of a DELETE',
    sources: [
      client(
        'QuickBlox/quickblox-javascript-sdk',
        'bd392461',
        'src/qbProxy.js',
        'isMultipartFormData: a FormData that every name and value is appended to'
      )
    ]
  },
  {
    id: 'K9',
    what: 'The JSON body of a GET counts like its query',
    sources: [],
    ours: 'read from what the JavaScript SDK up to 2.7.0 sends'
  },
  {
    id: 'K10',
    what: '`attachments` that is one object is a list of that one',
    sources: [hint(chatDocs('attachments[0][id]=47863&attachments[0][type]=image'))]
  },
  {
    id: 'K11',
    what: 'A parameter of a list that the service does not know is ignored (switch `unknownParameters`: refused)',
    sources: [reactKit('page: pageNumber (of GET /chat/Dialog.json)')]
  },
  {
    id: 'K12',
    what: 'A `limit` above 100 is 100',
    sources: [
      hint(report(connectycube, 60, 'although i set the limit to 1000 but the limit is forever 100 (a sibling vendor)'))
    ]
  },
  {
    id: 'K13',
    what: 'Dates and numbers of filters may have a fraction',
    sources: [reactKit('created_at: { lt: Date.now() / 1000 }')]
  },
  {
    id: 'K14',
    what: "Lists are filtered by `attachments.type`, by a dialog's custom parameters, " +
      '`data[class_name]=C&data[FIELD]=V`, and by custom keys of messages',
    sources: [
      chatDocs('Applied fields - _id, message, date_sent, sender_id, recipient_id, attachments.type, updated_at.'),
      chatDocs('Also these parameters can be used in dialogs retrieval requests.')
    ],
    ours: 'custom keys of messages'
  },
  {
    id: 'K16',
    what: '`occupants_ids` stand in ascending order',
    sources: [{
      ...chatSpec('var usersIds = [QBUser1.id, QBUser2.id].sort(); [...] expect(res.occupants_ids).toEqual(usersIds)'),
      kind: 'client'
    }]
  },
  {
    id: 'K17',
    what:
      'A message just created has no dates, nobody in `delivered_ids`, the sender in `read_ids`, a whole number as ' +
      '`recipient_id`, and `markable` as it was sent',
    sources: [
      report(
        ios,
        647,
        '"created_at":null,"date_sent":1478621680,"delivered_ids":[],"markable":1,[...],' +
          '"read_ids":[11020159],"recipient_id":0,[...],"updated_at":null,"read":0'
      ),
      client(
        'QuickBlox/SDK-dotnet',
        '22d6032b',
        'Quickblox/Quickblox.Sdk/Modules/ChatModule/Responses/CreateMessageResponse.cs',
        'public int RecipientId { get; set; }'
      )
    ]
  },
  {
    id: 'K18',
    what:
      '`read` stays 0 in groups; messages of public groups name nobody in `read_ids` and `delivered_ids`, and count ' +
      'as unread for nobody',
    sources: [
      report(ios, 942, 'read = 0; "read_ids" = ( 42771747, 42072188 ); "recipient_id" = "<null>" (a group)'),
      introduction(
        "Fixed: Chat Message model's read_ids & delivered_ids is not empty in public group dialogs messages."
      )
    ],
    ours: 'the count'
  },
  {
    id: 'K19',
    what:
      'Of three groups the order is `SuccessfullyDeleted`, `WrongPermissions`, `NotFound`; of two it is that of the ' +
      'page',
    sources: [
      chatDocs('DeleteMessagesResponse: SuccessfullyDeleted, WrongPermissions, NotFound'),
      page('delete-message', '200 {"SuccessfullyDeleted": {...}, "NotFound": {...}}')
    ]
  },
  {
    id: 'K20',
    what:
      'A dialog with occupants that there are not: `Occupants with these IDs do not exist.`; a private one with more ' +
      'than one: `Too many occupants for Private Dialog.`',
    sources: [
      report(android, 393, 'QBResponseException: Occupants with these IDs do not exist.'),
      report(ios, 1281, 'errors = ( "Too many occupants for Private Dialog." )')
    ],
    ours: 'the status, 422'
  }
] as const satisfies readonly BehaviourEntry[]
