import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { openWire, as } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { group } from '../helpers/world.ts'

let wire: Wire
beforeAll(async () => { wire = await openWire(await openStores()) })
afterAll(() => wire?.close())

const field = (name: string, value: string): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
const file = '--b\r\nContent-Disposition: form-data; name="a"; filename="a.txt"\r\n' +
  'Content-Type: text/plain\r\n\r\nhello\r\n'
const whole = `${field('chat_dialog_id', group)}${file}${field('message', 'x')}--b--\r\n`

test('a multipart body that is cut off anywhere is answered, and hurts nobody', async () => {
  const statuses = new Set<number>()
  for (let length = 0; length <= whole.length; length++) {
    const answer = await wire.post('/chat/Message.json', {
      ...as.user(1),
      'content-type': 'multipart/form-data; boundary=b'
    }, whole.slice(0, length))
    statuses.add(answer.statusCode)
  }
  expect([...statuses].sort()).toEqual([201, 400, 422])
})
