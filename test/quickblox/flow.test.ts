import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import { openWire } from '../helpers/wire.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }

onEveryStore('a whole flow', (open) => {
  test('sign in, create, list, hide, destroy, be refused, leave, sign out', async () => {
    await using wire = await openWire(await (await open())())
    const ids = (answer: { json(): { items: Array<{ _id: string }> } }) => answer.json().items.map((item) => item._id)

    const signIn = async (login: string) => {
      const timestamp = Math.floor(Date.now() / 1000)
      const signed = `application_id=10&auth_key=auth-10&nonce=7&timestamp=${timestamp}` +
        `&user[login]=${login}&user[password]=password`
      const signature = createHmac('sha1', 'secret-10').update(signed).digest('hex')
      const answer = await wire.post('/session.json', {}, `${signed}&signature=${signature}`)
      expect(answer.statusCode).toBe(201)
      return { 'qb-token': answer.json().session.token as string }
    }
    const [one, two] = [await signIn('user1'), await signIn('user2')]

    const group =
      (await wire.post('/chat/Dialog.json', one, { type: 2, name: 'Picnic', occupants_ids: '2,3' })).json()._id
    const pair = (await wire.post('/chat/Dialog.json', two, { type: 3, occupants_ids: [9] })).json()._id
    const send = async (who: typeof one, dialog: string, message: string) =>
      (await wire.post('/chat/Message.json', who, { chat_dialog_id: dialog, message })).json()._id
    const first = await send(one, group, 'first')
    const second = await send(two, group, 'second')
    const messages = async (who: typeof one) => ids(await wire.get(`/chat/Message.json?chat_dialog_id=${group}`, who))
    const lastMessage = async () => (await wire.get(`/chat/Dialog.json?_id=${group}`, one)).json().items[0].last_message
    expect(await messages(one)).toEqual([first, second])
    expect(await lastMessage()).toBe('second')

    expect((await wire.delete(`/chat/Message/${second}.json`, one)).statusCode).toBe(200)
    expect([await messages(one), await messages(two)]).toEqual([[first], [first, second]])
    expect(await lastMessage()).toBe('second')
    const refused = await wire.delete(`/chat/Message/${first}.json?force=1`, two)
    expect([refused.statusCode, refused.json()]).toEqual([403, forbidden])
    expect((await wire.delete(`/chat/Message/${second}.json?force=1`, two)).statusCode).toBe(200)
    expect(await messages(two)).toEqual([first])
    expect(await lastMessage()).toBe('first')

    expect((await wire.delete(`/chat/Dialog/${group},${pair}.json`, two)).json().SuccessfullyDeleted.ids).toEqual(
      [group, pair].sort()
    )
    expect(ids(await wire.get('/chat/Dialog.json', two))).not.toEqual(expect.arrayContaining([group]))
    expect((await wire.get(`/chat/Message.json?chat_dialog_id=${group}`, two)).statusCode).toBe(403)
    expect((await wire.post('/chat/Dialog.json', two, { type: 3, occupants_ids: [9] })).json()._id).toBe(pair)
    expect(ids(await wire.get('/chat/Dialog.json', two))).toContain(pair)

    expect((await wire.delete(`/chat/Dialog/${group}.json?force=1`, one)).statusCode).toBe(200)
    expect((await wire.get(`/chat/Message.json?chat_dialog_id=${group}`, one)).statusCode).toBe(404)
    expect((await wire.delete('/session.json', one)).statusCode).toBe(200)
    expect((await wire.get('/chat/Dialog.json', one)).statusCode).toBe(401)
    expect((await wire.get('/chat/Dialog.json', two)).statusCode).toBe(200)
  })
})
