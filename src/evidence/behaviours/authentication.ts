import { android, androidSdk, hint, introduction, ios, javascriptSdk, page, report, staff } from '../sources.ts'
import type { BehaviourEntry } from './behaviour.ts'

/** Who is calling, and how it is refused. */
export const authenticationBehaviours = [
  {
    id: 'A1',
    what: 'The `QB-Token` of a user session is that user, in the application of the session',
    sources: [page('delete-message', 'QB-Token: A user or application session token.')]
  },
  {
    id: 'A2',
    what: 'The `QB-Token` of an application session, which has no user, is refused: 422 `Forbidden. Need user.`',
    sources: [
      report(
        ios,
        242,
        'request always fails with error 422 and following userInfo {"errors":{"base":["Forbidden. Need user."]}} ' +
          '(POST Dialog)'
      ),
      report(ios, 668, '{"errors":{"base":["Forbidden. Need user."]}} (GET Dialog)'),
      hint(
        report(
          'ConnectyCube/connectycube-flutter-samples',
          285,
          '*** RESPONSE *** 403 *** {"errors":{"base":["Forbidden. Need user."]}} (a sibling vendor, 2023)'
        )
      )
    ],
    ours: 'that the delete calls answer so too'
  },
  {
    id: 'A3',
    what: '`Authorization: ApiKey K` alone is the application that the key belongs to: it acts for everybody',
    sources: [
      page(
        'delete-message',
        "Use 'Authorization' header to pass API key [...] the messages will be deleted from all chat histories."
      )
    ]
  },
  {
    id: 'A4',
    what: '`Authorization: ApiKey K` with `On-Behalf-Of: U` is user U, with the rights of U and no more',
    sources: [
      page('delete-message', 'On-Behalf-Of: The user ID of the user on whose behalf the request is being made.')
    ]
  },
  {
    id: 'A5',
    what: 'Of `QB-Token` and `Authorization` together, `QB-Token` decides',
    sources: [
      hint(
        page(
          'create-token-with-api-key',
          "You can't use the QB token in this request. It will be ignored if you pass the QB-Token header (of " +
            'another call)'
        )
      )
    ]
  },
  { id: 'A6', what: '`On-Behalf-Of` beside `QB-Token` is ignored', sources: [] },
  {
    id: 'A7',
    what: 'Neither header: 401 `Token is required`',
    sources: [
      report(ios, 199, 'errors = ( "Token is required" );'),
      report(android, 195, 'Token is required.'),
      androidSdk('core', 'QBErrors.TOKEN_REQUIRED_ERROR = "Token is required"')
    ],
    ours: 'the status'
  },
  {
    id: 'A8',
    what: 'An unknown token: 401 `Required session does not exist`',
    sources: [
      introduction(
        "If you will perform query with expired token - you will receive error 'Required session does not exist'"
      ),
      javascriptSdk('src/qbProxy.js', "error.code === 401 && errorMsg.indexOf('session does not exist') > -1"),
      report('QuickBlox/q-municate-services-ios', 31, 'I always get 401, "Required session does not exist"')
    ]
  },
  {
    id: 'A9',
    what: 'The token of a session that was ended, or has run out, is answered like an unknown one',
    sources: [
      introduction(
        "If you will perform query with expired token - you will receive error 'Required session does not exist'"
      )
    ]
  },
  { id: 'A10', what: 'An unknown API key: 401 `Unauthorized`', sources: [] },
  { id: 'A11', what: '`Authorization` that is not `ApiKey <key>`: 401 `Unauthorized`', sources: [] },
  {
    id: 'A12',
    what: '`On-Behalf-Of` that is not the id of a user of the application: 403, the permissions error',
    sources: []
  },
  {
    id: 'A13',
    what: 'A session lives two hours after its last request, and `QB-Token-ExpirationDate` says so',
    sources: [
      introduction('Expiration time for session token is 2 hours after last request to REST API.'),
      javascriptSdk('src/qbConfig.js', 'liveSessionInterval: 120'),
      hint(
        report(
          ios,
          934,
          'Date 12:10:23, QB-Token-ExpirationDate 14:01:32: the service moves the date on only now and then, the ' +
            'mock with every request'
        )
      )
    ]
  },
  { id: 'A14', what: 'Who is calling is settled before ids, `force` and body are looked at', sources: [] },
  {
    id: 'A15',
    what: "A user who is refused gets 403 `You don't have appropriate permissions to perform this operation`",
    sources: [
      page('delete-dialog', '403 {"errors": ["You don\'t have appropriate permissions to perform this operation"]}'),
      report(android, 155, '{"errors":["You don\'t have appropriate permissions to perform this operation"]}')
    ]
  },
  {
    id: 'A16',
    what: "What is not there gets 404 `The resource wasn't found`",
    sources: [
      page('delete-message', '404 {"errors": ["The resource wasn\'t found"]}'),
      androidSdk('core', 'QBErrors.RESOURCE_NOT_FOUND = "The resource wasn\'t found"'),
      staff(android, 111, 'the backend returned http 404')
    ]
  }
] as const satisfies readonly BehaviourEntry[]
