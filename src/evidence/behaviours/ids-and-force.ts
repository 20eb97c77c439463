import { androidSdk, hint, javascriptSdk, newestJavascriptSdk, page } from '../sources.ts'
import type { Source } from '../sources.ts'
import type { BehaviourEntry } from './behaviour.ts'

const example = (quote: string): Source => page('delete-message', quote)

/** How the ids of a delete are read. */
export const idBehaviours = [
  {
    id: 'I1',
    what: 'Several ids stand in one URL with commas between them, and each gets a verdict of its own',
    sources: [example('Specify the IDs of the messages via comma')]
  },
  {
    id: 'I2',
    what: 'The `.json` at the end may be missing',
    sources: [hint({
      kind: 'hint',
      place: 'ConnectyCube/docs src/content/docs/server/chat.md',
      url: 'https://github.com/ConnectyCube/docs/blob/7c2ce6a5/src/content/docs/server/chat.md',
      quote: 'DELETE https://api.connectycube.com/chat/Dialog/{dialog_id} (a sibling vendor)'
    })]
  },
  {
    id: 'I3',
    what: 'Commas may come as `%2C`',
    sources: [
      hint(
        page(
          'overview',
          'If the server receives a URL that already has been encoded by the client, the request will not be ' +
            'processed by the server.'
        )
      )
    ]
  },
  {
    id: 'I4',
    what: 'Among several ids, one that is not an ObjectId (24 hex digits) is NotFound, echoed as it was sent',
    sources: [
      example('"NotFound": { "ids": ["5d76b6sdfff9a0cc7cb023"] }'),
      javascriptSdk('spec/QB-ChatSpec.js', 'expect(answ.NotFound.ids).toEqual(["notExistentId"])')
    ]
  },
  { id: 'I5', what: 'An id that is repeated counts once', sources: [] },
  { id: 'I6', what: 'Empty pieces between commas are dropped', sources: [] },
  { id: 'I7', what: 'No id at all: 404', sources: [] },
  {
    id: 'I8',
    what:
      '"One" or "several" goes by the ids as sent, before repeats are dropped: one dialog asked for twice is ' +
        'answered with groups',
    sources: []
  },
  {
    id: 'I9',
    what: 'In each group the ids stand in ascending order, whatever order they were asked in',
    sources: [
      example('asked: 5d76b949..., 5d76b657...; answered: "5d76b657a28f9a0cc7cb0f99", "5d76b949a0eb4721f80b72ab"')
    ],
    ours: 'that the example shows a rule'
  },
  {
    id: 'I10',
    what: 'One id that is not an ObjectId: 404',
    sources: [
      hint(newestJavascriptSdk('spec/QB-MessageSpec.js', '400 "Invalid message id" (of reactions, a newer call)'))
    ]
  },
  { id: 'I11', what: 'A URL of 64 KiB is read', sources: [] },
  { id: 'I12', what: 'A URL past the limit: 414 or 431', sources: [] },
  { id: 'I13', what: 'An ObjectId may come in capitals; it is answered in small letters', sources: [] }
] as const satisfies readonly BehaviourEntry[]

/** How `force` is read. */
export const forceBehaviours = [
  {
    id: 'F1',
    what: '`force=1` in the query string',
    sources: [
      androidSdk('core', 'RestRequest.getFinalURL(): the parameters of GET and DELETE go to getUrlWithParamsString()')
    ]
  },
  {
    id: 'F2',
    what: '`force=1` in a form body',
    sources: [
      javascriptSdk(
        'src/qbProxy.js',
        "'Content-Type': params.contentType || 'application/x-www-form-urlencoded; charset=UTF-8'"
      )
    ]
  },
  {
    id: 'F3',
    what: '`{"force":1}` in a JSON body',
    sources: [hint(page('delete-message', 'Body Parameters: force, integer (its curl lines send a form)'))]
  },
  {
    id: 'F4',
    what: '`force=1`, a form body that is labelled `application/json`',
    sources: [page('delete-message', 'curl -X DELETE -H "Content-Type: application/json" [...] -d "force=1"')]
  },
  {
    id: 'F5',
    what: 'An empty body labelled `application/json` is none',
    sources: [
      page(
        'delete-message',
        'curl -X DELETE -H "Content-Type: application/json" -H "QB-Token: [...]" ' +
          'https://api.quickblox.com/chat/Message/[...].json'
      )
    ]
  },
  { id: 'F6', what: '`true`, in a form or JSON, means forced too', sources: [] },
  { id: 'F7', what: '`0`, `false` and an empty value mean not forced', sources: [] },
  { id: 'F8', what: 'Forced in the query or in the body is forced, whatever the other says', sources: [] },
  { id: 'F9', what: 'Any other value: 422 `must be 0 or 1`, and nothing is deleted', sources: [] },
  { id: 'F10', what: 'A body that starts like JSON and is broken: 400, and nothing is deleted', sources: [] }
] as const satisfies readonly BehaviourEntry[]
