import { group } from '../helpers/world.ts'
import { dialogShape, form, json } from './flow.ts'
import type { ClientFlow } from './flow.ts'

const headers = {
  'QB-OS': 'Linux',
  'QB-SDK': 'JS 2.16.1 - Client',
  'QB-Token': 'token-of-1',
  'Content-Type': `${form}; charset=UTF-8`
}

/** Over the JavaScript SDK 2.16. */
export const qConsultation: ClientFlow = {
  client: 'q-consultation',
  read: [{
    repository: 'QuickBlox/q-consultation',
    commit: '123d3f84',
    paths: [
      'apps/client/src/sagas/qb-dialogs.ts',
      'apps/client/src/sagas/qb-messages.ts',
      'apps/client/src/sagas/qb-users.ts',
      'apps/api/src/routes/appointments/_id/updateById.ts'
    ]
  }],
  steps: [
    {
      title: 'creates a dialog with data',
      method: 'POST',
      url: '/chat/Dialog.json',
      headers,
      body: 'name=-&occupants_ids=2&type=2&data%5Bclass_name%5D=Appointment&data%5Bstate%5D=open',
      status: 201,
      reads: dialogShape,
      has: { data: { class_name: 'Appointment', state: 'open' } }
    },
    {
      title: 'asks for a dialog',
      method: 'GET',
      url: `/chat/Dialog.json?_id=${group}`,
      headers,
      status: 200,
      reads: { items: [dialogShape] }
    },
    {
      title: 'lists messages without marking them',
      method: 'GET',
      url: `/chat/Message.json?chat_dialog_id=${group}&sort_desc=date_sent&mark_as_read=0&limit=20&skip=0`,
      headers,
      status: 200,
      reads: { skip: 'integer', limit: 'integer', items: [{ _id: 'text', sender_id: 'integer' }] }
    },
    {
      title: 'lists users',
      method: 'GET',
      url: '/users.json?filter%5B%5D=number%20id%20in%201%2C2&per_page=2',
      headers,
      status: 200,
      reads: {
        current_page: 'integer',
        per_page: 'integer',
        total_entries: 'integer',
        items: [{ user: { id: 'integer' } }]
      },
      has: { total_entries: 2 }
    },
    {
      title: 'adds the provider',
      method: 'PUT',
      url: `/chat/Dialog/${group}.json`,
      headers: { ...headers, 'Content-Type': json },
      body: '{"push_all":{"occupants_ids":[9]}}',
      status: 200,
      reads: dialogShape,
      has: { occupants_ids: [1, 2, 3, 4, 9] }
    },
    {
      title: 'deletes the dialog',
      method: 'DELETE',
      url: `/chat/Dialog/${group}.json`,
      headers,
      body: 'force=1',
      status: 200,
      empty: true
    }
  ]
}
