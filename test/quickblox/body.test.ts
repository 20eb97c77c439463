import { expect, test } from 'vitest'
import { openStores } from '../../src/store/open-stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import { group } from '../helpers/world.ts'

test('a server reads the body of any method, whatever it is labelled', async () => {
  await using wire = await openWire(await openStores({ store: 'memory' }))
  const ask = async (method: 'GET' | 'PUT' | 'POST', url: string, type: string, payload: string) => {
    const headers = { ...as.user(1), 'content-type': type }
    const answer = await wire.app.inject({ method, url, headers, payload })
    return [answer.statusCode, answer.json()]
  }
  for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', 'x/y']) {
    expect(await ask('GET', '/chat/Dialog.json', type, '{"limit":1}')).toMatchObject([200, { limit: 1 }])
    expect(await ask('PUT', `/chat/Dialog/${group}.json`, type, `name=${type}`)).toMatchObject([200, { name: type }])
    const multipart = `--X\r\nContent-Disposition: form-data; name="message"\r\n\r\n${type}\r\n--X--\r\n`
    expect(await ask('POST', `/chat/Message.json?chat_dialog_id=${group}`, type, multipart)).toMatchObject([422, {
      errors: { chat_dialog_id: ['is required, once'] }
    }])
  }
})

test.each(['', 'json', '/', 'a b/c', 'json; charset=utf-8'])(
  'a label that nobody can read, %j, keeps no client from being answered, and is told in the journal',
  async (label) => {
    await using wire = await openWire(await openStores({ store: 'memory' }))
    const url = `/chat/Dialog/${group}.json`
    const headers = { ...as.user(1), 'content-type': label }
    const put = await wire.app.inject({ method: 'PUT', url, headers, payload: 'name=new' })
    expect([put.statusCode, put.json().name]).toEqual([200, 'new'])
    expect((await wire.app.inject({ method: 'DELETE', url, headers })).statusCode).toBe(200)
    expect(wire.workspace.journal.find().map((one) => one.headers['content-type'])).toEqual([label, label])
  }
)
