import {
  android,
  androidSdk,
  chatDocs,
  hint,
  introduction,
  ios,
  javascript,
  javascriptSdk,
  page,
  report,
  staff
} from '../sources.ts'
import type { BehaviourEntry } from './behaviour.ts'

const recipe = 'the API will return the following message: "WrongPermissions"'

/** What a delete is answered, by how many ids and verdicts there are, and what it does beside. */
export const answerBehaviours = [
  {
    id: 'R1',
    what: 'Messages of which none exists: 404',
    sources: [page('delete-message', "// All messages don't exist")]
  },
  {
    id: 'R2',
    what:
      'One message, deleted: 200 with the groups `SuccessfullyDeleted` and `NotFound` (switch `singleMessageBody`: ' +
        'an empty body)',
    sources: [
      page('delete-message', '200 {"SuccessfullyDeleted": {"ids": [...]}, "NotFound": {"ids": [...]}}'),
      chatDocs("113_Delete_Messages: '200' DeleteMessagesResponse"),
      hint(javascriptSdk('src/modules/chat/qbMessage.js', '@param {String} res - Empty string.'))
    ]
  },
  {
    id: 'R3',
    what: 'One message, WrongPermissions: 403',
    sources: [
      report(javascript, 350, 'For messages written by other users I get a `403` response as explained in the docs'),
      introduction('Fixed: "Destroy Chat Message with \'force\' from unprivileged user returns 200 OK."')
    ]
  },
  {
    id: 'R4',
    what: 'Several messages, some deleted and some not permitted: 200 with `WrongPermissions` (K19: its place)',
    sources: [page('delete-message', recipe)]
  },
  {
    id: 'R5',
    what: 'Several messages, none permitted: 200 with `WrongPermissions` (switch `allForbidden`: 403)',
    sources: [page('delete-message', recipe)],
    ours: 'that it is a group, not a 403'
  },
  {
    id: 'R6',
    what: 'Several messages, none refused: 200 with two groups, also where one of them is empty',
    sources: [page('delete-message', '200 {"SuccessfullyDeleted": {...}, "NotFound": {...}}')],
    ours: 'the empty group'
  },
  {
    id: 'R7',
    what: 'One dialog, deleted: 200 with an empty body, `Content-Length: 0`, never 204',
    sources: [
      page('delete-dialog', '// Delete Dialog (one) Empty body'),
      report(android, 35, 'getting a 200 response'),
      javascriptSdk('src/qbProxy.js', 'statusCode !== 200 && statusCode !== 201 && statusCode !== 202')
    ]
  },
  {
    id: 'R8',
    what: 'One dialog, WrongPermissions: 403',
    sources: [
      page('delete-dialog', '403 {"errors": [...]}'),
      report(ios, 1031, "You don't have appropriate permissions [...] to perform this operation")
    ]
  },
  {
    id: 'R9',
    what: 'Dialogs of which none exists: 404',
    sources: [page('delete-dialog', '404 {"errors": ["The resource wasn\'t found"]}')]
  },
  {
    id: 'R10',
    what: 'Several dialogs otherwise: 200 with all three groups, empty ones too',
    sources: [
      javascriptSdk('spec/QB-ChatSpec.js', 'expect(answ.WrongPermissions.ids).toEqual([])'),
      androidSdk(
        'core',
        'QBListEntityDeleted.getWrongPermissions() reads this.wrongPermissions.getIds() without a check for null'
      )
    ]
  },
  {
    id: 'R11',
    what: 'Several dialogs, none permitted: 200 with the three groups (switch `allForbidden`: 403)',
    sources: [page('delete-dialog', recipe)],
    ours: 'that it is a group, not a 403'
  },
  {
    id: 'R12',
    what: 'Deleting a dialog for all deletes its messages',
    sources: [chatDocs('completely remove chat dialog so it will affect the chat history off all users')],
    ours: 'that the messages themselves are gone'
  },
  {
    id: 'R13',
    what: 'Hiding a message leaves the `last_message` of its dialog as it is',
    sources: [
      staff(
        android,
        484,
        "force=false, it message will deleted only for current user and field 'last_message' of dialog won't be " +
          'updated.'
      )
    ]
  },
  {
    id: 'R14',
    what: 'Deleting the last message for all makes the newest remaining one the `last_message`',
    sources: [
      staff(
        android,
        484,
        "with parameter force=true, it message will deleted fully and field 'last_message' of dialog will updated"
      ),
      hint(
        report(
          ios,
          1297,
          'If all messages from a dialog are removed (even for all users), lastMsgText [...] contains last message ' +
            'anyway'
        )
      )
    ],
    ours: 'which message it becomes'
  },
  {
    id: 'R15',
    what: 'A private dialog that was hidden comes back with its old messages (switch `privateHistory`: without)',
    sources: [
      report(android, 35, 'when I start a chat with the same user [...], all the old chat messages reappear'),
      hint(
        report(
          ios,
          1360,
          'new dialog still shows last message in dialog listing whereas in detailed chat it does not show that message'
        )
      )
    ]
  },
  {
    id: 'W1',
    what:
      'Of two requests at once that delete the same message for all, exactly one reports it deleted and the other ' +
        'NotFound',
    sources: []
  },
  {
    id: 'W2',
    what:
      'Of two requests at once that delete the same dialog for all, exactly one reports it deleted and the other ' +
        'NotFound',
    sources: []
  }
] as const satisfies readonly BehaviourEntry[]
