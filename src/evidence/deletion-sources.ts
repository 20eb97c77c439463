import {
  chatDocs,
  file,
  hint,
  introduction,
  ios,
  javascript,
  newestJavascriptSdk,
  oldDocs,
  page,
  report,
  staff
} from './sources.ts'
import type { Source } from './sources.ts'
import type { dialogRules } from '../deletion/dialog-rules.ts'
import type { messageRules } from '../deletion/message-rules.ts'

/** The id of a rule of deletion. */
export type RuleId = (typeof messageRules | typeof dialogRules)[number]['id']

const messagePage = (quote: string): Source => page('delete-message', quote)
const dialogPage = (quote: string): Source => page('delete-dialog', quote)

/** Then nobody could hide anything of such a dialog; nothing was found on what the service does. */
const publicOccupants = hint(page('dialog-model', 'occupants_ids[] ... Does not make sense if type=1 (PUBLIC_GROUP)'))

const applicationDecides =
  'If the API key is not related to the same application as the messages, the API will return the following message: ' +
    '"WrongPermissions".'
const gone = file(
  'QuickBlox/q-municate-services-ios',
  'c88d5d3e',
  'QMServices/QMChatService/QMChatService/QMChatService.m',
  '// case where we may have deleted dialog from another device'
)

/** Where each rule was read; kept apart from the rules so that judging loads none of it. */
export const ruleSources: Readonly<Record<RuleId, readonly Source[]>> = {
  M1: [messagePage('"NotFound": { "ids": ["5d76b6sdfff9a0cc7cb023"] }')],
  M2: [messagePage(applicationDecides)],
  M3: [messagePage('As a result, the messages will be deleted from all chat histories.')],
  M4: [],
  M5: [
    hint(gone),
    hint(
      newestJavascriptSdk(
        'spec/QB-MessageSpec.js',
        '404 "Message not found for the specified user and message ID." (of reactions)'
      )
    )
  ],
  M6: [
    messagePage('Any user in the dialog’s `occupants_ids` is able to remove a message from the dialog.'),
    publicOccupants
  ],
  M7: [
    messagePage(
      'The message will only be removed for the current user. The message will still be viewable in the chat history ' +
        'for all other users in the dialog.'
    )
  ],
  M8: [
    messagePage('It is possible to completely remove a message by the owner - pass `force=1`.'),
    chatDocs("Only message's owner (sender) can do it."),
    oldDocs(
      '5_javascript/3_Code_Samples/01_Messaging_sample.md',
      "If you are the sender of a message, you can completely remove it from the backend using 'force' parameter"
    ),
    staff(
      'QuickBlox/q-municate-android',
      275,
      "You can set forceDelete=true for own messages and forceDelete=false for opponent's messages."
    )
  ],
  M9: [
    messagePage(
      'Starting from v2.52.0, for dialog `type=1` (PUBLIC_GROUP) and `type=2` (GROUP), admins can also delete ' +
        'messages of other occupants.'
    )
  ],
  M10: [
    messagePage(
      'If you\'re not the owner of the dialog, the API will return the following message: "WrongPermissions".'
    ),
    hint(chatDocs("Only message's owner (sender) can do it.")),
    hint(
      report(
        javascript,
        350,
        "it's only possible for my own messages. For messages written by other users I get a `403`"
      )
    )
  ],
  M11: [
    messagePage('Only the owner can do it.'),
    report(javascript, 350, 'For messages written by other users I get a `403` response as explained in the docs')
  ],
  D1: [dialogPage('404 {"errors": ["The resource wasn\'t found"]}')],
  D2: [messagePage(applicationDecides)],
  D3: [dialogPage('As a result, the dialogs will be removed for all dialog participants.')],
  D4: [],
  D5: [
    dialogPage('To completely remove a dialog, pass `force=1`. Only the owner can do it.'),
    chatDocs("Only dialogs's creator can do it.")
  ],
  D6: [
    dialogPage('If you\'re not the owner of the dialog, the API will return the following message: "WrongPermissions".')
  ],
  D7: [hint(gone)],
  D8: [
    dialogPage('Each user from a dialog’s `occupant_ids` field can remove the dialog.'),
    report(ios, 1031, "You don't have appropriate permissions [...] to perform this operation"),
    publicOccupants
  ],
  D9: [
    introduction(
      'Fixed: "Chat. Update dialog API: group dialog is not automatically destroyed when no occupants left."'
    ),
    report(ios, 1030, 'Calling this method for group leads to Leave group instead of delete dialog.'),
    hint(
      report(
        'ConnectyCube/connectycube-js-sdk-releases',
        57,
        'Once all users left the group dialog - it will be destroyed. (a sibling vendor)'
      )
    )
  ],
  D10: [
    dialogPage('It will be removed only for a current user.'),
    staff(ios, 1360, 'when a user deletes a private dialog, this does not mean that the opponent should delete it too')
  ]
}
