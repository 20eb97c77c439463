import { hint, introduction, ios, javascript, report, staff } from '../sources.ts'
import type { BehaviourEntry } from './behaviour.ts'

/** What every answer carries. */
export const headerBehaviours = [
  {
    id: 'H1',
    what: '`QuickBlox-REST-API-Version: 0.1.1`',
    sources: [report(ios, 321, '"QuickBlox-REST-API-Version" = "0.1.1"')]
  },
  {
    id: 'H2',
    what: '`Content-Type: application/json; charset=utf-8` where there is a body',
    sources: [report(ios, 321, '"Content-Type" = "application/json; charset=utf-8"')]
  },
  {
    id: 'H3',
    what: '`X-Request-Id`, another for every request (K7: how it looks)',
    sources: [
      report(ios, 321, '"X-Request-Id" = a31017c19d55a8553f54126b81f26c33'),
      report('QuickBlox/quickblox-android-sdk', 593, 'X-Request-Id=cd71f750-048b-41bb-8a03-228ffa3b27a0')
    ]
  },
  {
    id: 'H4',
    what: '`Access-Control-Allow-Origin: *`',
    sources: [report(ios, 321, '"Access-Control-Allow-Origin" = "*"')]
  },
  {
    id: 'H5',
    what:
      'A preflight allows the headers `QB-Token`, `QuickBlox-REST-API-Version`, `Content-Type`, `QB-SDK` and `QB-OS`',
    sources: [{
      ...staff(
        javascript,
        294,
        "server set a header 'Access-Control-Allow-Headers:QB-Token, QuickBlox-REST-API-Version, Content-Type, QB-SDK'"
      ),
      url: 'https://github.com/QuickBlox/quickblox-javascript-sdk/pull/294'
    }],
    ours: '`QB-OS`, which that server did not allow in 2018, though the SDK sends it since'
  },
  { id: 'H6', what: 'A preflight allows DELETE, and the headers `Authorization` and `On-Behalf-Of`', sources: [] },
  {
    id: 'H7',
    what: '`QB-Token-ExpirationDate` is exposed to pages of other origins',
    sources: [{
      kind: 'staff',
      place: "quickblox.hashnode.dev, the vendor's blog",
      url: 'https://quickblox.hashnode.dev/how-to-create-a-http-request-in-javascript-react-and-angular',
      quote: 'You can see the qb-token-expirationdate header ... because the QuickBlox server uses this param'
    }]
  },
  {
    id: 'H8',
    what: 'Every answer to a valid token has `QB-Token-ExpirationDate` (K2: how it looks)',
    sources: [
      introduction("Each REST API response contains header 'QB-Token-ExpirationDate'"),
      report(ios, 321, '"QB-Token-ExpirationDate" = "2016-03-04 20:55:48 UTC"'),
      report(ios, 934, '"QB-Token-ExpirationDate" = "2018-01-12 14:01:32 +0000"')
    ]
  },
  {
    id: 'H9',
    what: 'The 401 of an unknown token has no `QB-Token-ExpirationDate`',
    sources: [
      hint(
        report(
          'QuickBlox/q-municate-services-ios',
          351,
          '401 of a bad login: "QB-Token-ExpirationDate" = "2017-11-29 07:11:18 UTC"'
        )
      )
    ]
  },
  { id: 'H10', what: 'An unknown path: 404 with an `errors` body', sources: [] }
] as const satisfies readonly BehaviourEntry[]
