import { group, privateDialog } from '../helpers/world.ts'
import { dialogShape, form } from './flow.ts'
import type { ClientFlow } from './flow.ts'

const headers = {
  'QuickBlox-REST-API-Version': '0.1.1',
  'QB-SDK': 'Android 4.1.0',
  'QB-Token': 'token-of-4',
  'Content-Type': form
}

/** Leaving a group is `removeUsers(me)`, which the SDK sends as a form. */
export const androidUiKit: ClientFlow = {
  client: 'android-ui-kit',
  read: [{
    repository: 'QuickBlox/android-ui-kit',
    commit: 'd9c268f2',
    paths: ['ui-kit/src/main/java/com/quickblox/android_ui_kit/data/source/remote/RemoteDataSourceImpl.kt']
  }],
  steps: [
    {
      title: 'leaves a group',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json`,
      headers,
      body: 'pull_all[occupants_ids][]=4',
      status: 200,
      reads: dialogShape,
      has: { name: 'Group', occupants_ids: [1, 2, 3], admin_ids: [] }
    },
    {
      title: 'does not find it any more',
      method: 'GET',
      url: `/chat/Dialog.json?_id=${group}`,
      headers: { ...headers, 'QB-Token': 'token-of-4' },
      status: 200,
      has: { total_entries: 0, items: [] }
    },
    {
      title: 'leaves a private dialog',
      method: 'DELETE',
      url: `/chat/Dialog/${privateDialog}.json`,
      headers: { ...headers, 'QB-Token': 'token-of-3' },
      status: 200,
      empty: true
    }
  ]
}
