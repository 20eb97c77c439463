import { group } from '../helpers/world.ts'
import { dialogShape, form } from './flow.ts'
import type { ClientFlow } from './flow.ts'

const headers = {
  'Accept-Language': 'en;q=1',
  'QB-OS': 'iOS 17.0',
  'QB-SDK': 'iOS 2.21',
  'QuickBlox-REST-API-Version': '0.1.1',
  'QB-Token': 'token-of-2'
}

/** `pullOccupantsIDs`, sent by the SDK as its log shows: a form, and formerly in the query. */
export const iosUiKit: ClientFlow = {
  client: 'ios-ui-kit',
  read: [
    {
      repository: 'QuickBlox/ios-ui-kit',
      commit: '5943660c',
      paths: ['Sources/QuickBloxData/Source/Remote/API/APIDialogs.swift']
    },
    { repository: 'QuickBlox/quickblox-ios-sdk', commit: 'issues', paths: ['767'] },
    { repository: 'QuickBlox/q-municate-services-ios', commit: 'issues', paths: ['163'] }
  ],
  steps: [
    {
      title: 'asks for the dialog',
      method: 'GET',
      url: `/chat/Dialog.json?_id=${group}`,
      headers,
      status: 200,
      reads: { items: [dialogShape] }
    },
    {
      title: 'leaves a group',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json`,
      headers: { ...headers, 'Content-Type': form },
      body: 'name=Group&pull_all%5Boccupants_ids%5D%5B%5D=2',
      status: 200,
      reads: dialogShape,
      has: { occupants_ids: [1, 3, 4] }
    },
    {
      title: 'is refused when it leaves again, in the query',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json?pull_all%5Boccupants_ids%5D%5B%5D=2`,
      headers,
      status: 403,
      reads: { errors: 'list' }
    }
  ]
}
