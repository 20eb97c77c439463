import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { onEveryStore } from '../helpers/stores.ts'
import { as, openWire } from '../helpers/wire.ts'
import type { Wire } from '../helpers/wire.ts'
import { foreignDialog, group, ofSender, otherGroup, privateDialog, publicGroup, unknown } from '../helpers/world.ts'

const forbidden = { errors: ["You don't have appropriate permissions to perform this operation"] }
const notFound = { errors: ["The resource wasn't found"] }

onEveryStore('one dialog', (open) => {
  let wire: Wire
  beforeAll(async () => { wire = await openWire(await (await open())()) })
  beforeEach(() => wire.workspace.reset())
  afterAll(() => wire?.close())
  const get = async (id: string, who: Record<string, string>): Promise<[number, unknown]> => {
    const answer = await wire.get(`/chat/Dialog/${id}.json`, who)
    return [answer.statusCode, answer.json()]
  }
  const put = async (
    id: string,
    who: Record<string, string>,
    payload: object | string
  ): Promise<[number, Record<string, unknown>]> => {
    const answer = await wire.put(`/chat/Dialog/${id}.json`, who, payload)
    return [answer.statusCode, answer.json()]
  }

  describe('K22: GET /chat/Dialog/ID.json', () => {
    test('is the dialog as its list has it', async () => {
      const { items: [listed] } = (await wire.get(`/chat/Dialog.json?_id=${group}`, as.user(3))).json()
      expect(listed).toMatchObject({ _id: group })
      expect(await get(group, as.user(3))).toEqual([200, listed])
      expect((await wire.get(`/chat/Dialog/${group.toUpperCase()}`, as.user(3))).json()).toEqual(listed)
    })

    test.each([
      ['a private dialog, to a third', privateDialog, as.user(4), 403, forbidden],
      ['another application\'s', foreignDialog, as.user(2), 403, forbidden],
      ['another application\'s, to an application', foreignDialog, as.application(10), 403, forbidden],
      ['what is none', unknown, as.user(2), 404, notFound],
      ['an id that is none', 'notExistentId', as.user(2), 404, notFound],
      ['two at once', `${group},${otherGroup}`, as.user(1), 404, notFound],
      ['nothing', '', as.user(1), 404, notFound]
    ])('refuses %s', async (_, id, who, status, body) => {
      expect(await get(id, who)).toEqual([status, body])
    })

    test('shows a public group to everybody, and everything to the application', async () => {
      expect(await get(publicGroup, as.user(9))).toMatchObject([200, { _id: publicGroup }])
      expect(await get(privateDialog, as.application(10))).toMatchObject([200, { _id: privateDialog }])
    })

    test('says that a dialog is gone: hidden, left, destroyed', async () => {
      await wire.delete(`/chat/Dialog/${privateDialog}`, as.user(2))
      expect(await get(privateDialog, as.user(2))).toEqual([404, notFound])
      expect(await get(privateDialog, as.user(3))).toMatchObject([200, { _id: privateDialog }])
      await wire.delete(`/chat/Dialog/${group}`, as.user(2))
      expect(await get(group, as.user(2))).toEqual([403, forbidden])
      await wire.delete(`/chat/Dialog/${group}?force=1`, as.user(1))
      expect(await get(group, as.user(1))).toEqual([404, notFound])
    })
  })

  describe('K23: PUT /chat/Dialog/ID.json', () => {
    test.each<[string, object | string, object]>([
      ['a name and a photo, as JSON', { name: 'new', photo: '7' }, {
        name: 'new',
        photo: '7',
        occupants_ids: [1, 2, 3, 4]
      }],
      ['a name, as a form', 'name=new', { name: 'new', photo: null }],
      ['occupants, as JSON', { push_all: { occupants_ids: [9, 2] } }, { occupants_ids: [1, 2, 3, 4, 9] }],
      ['occupants, as a form', 'push_all[occupants_ids][]=9', { occupants_ids: [1, 2, 3, 4, 9] }],
      ['occupants, as iOS once named it', 'push[occupants_ids][]=9', { occupants_ids: [1, 2, 3, 4, 9] }],
      ['fewer occupants, as JSON', { pull_all: { occupants_ids: [4, 2] } }, { occupants_ids: [1, 3], admin_ids: [] }],
      ['fewer occupants, as a form', 'pull_all%5Boccupants_ids%5D%5B%5D=2&pull_all[occupants_ids][]=3', {
        occupants_ids: [1, 4]
      }],
      ['fewer occupants, with commas', 'pull_all[occupants_ids][]=2,3', { occupants_ids: [1, 4] }],
      ['admins', { push_all: { admin_ids: [2] }, pull_all: { admin_ids: [4] } }, {
        admin_ids: [2],
        occupants_ids: [1, 2, 3, 4]
      }],
      ['all admins', { admin_ids: [2, 3] }, { admin_ids: [2, 3] }],
      ['all admins, as fixtures call them', { admins_ids: [2, 3] }, { admin_ids: [2, 3] }],
      ['admins, as fixtures call them', { push: { admins_ids: [2] }, pull: { admins_ids: [4] } }, { admin_ids: [2] }],
      ['an occupant who is named twice', { push_all: { occupants_ids: [9, 9] }, push: { occupants_ids: [9] } }, {
        occupants_ids: [1, 2, 3, 4, 9]
      }],
      ['everything at once', { name: 'n', push_all: { occupants_ids: [9] }, pull_all: { occupants_ids: [2] } }, {
        name: 'n',
        occupants_ids: [1, 3, 4, 9]
      }],
      ['custom parameters', { data: { class_name: 'Trip', stars: 5 } }, { data: { class_name: 'Trip', stars: 5 } }],
      ['custom parameters, as a form', 'data[class_name]=Trip&data[stars]=5', {
        data: { class_name: 'Trip', stars: '5' }
      }],
      ['nothing that is null', { name: null, photo: null, data: null, admin_ids: null, push_all: null }, {
        name: 'Group',
        admin_ids: [4],
        occupants_ids: [1, 2, 3, 4]
      }],
      ['nothing that it knows', { is_joinable: 0, colour: 'red' }, { name: 'Group', occupants_ids: [1, 2, 3, 4] }]
    ])('changes %s', async (_, payload, changed) => {
      const [status, body] = await put(group, as.user(1), payload)
      expect([status, body]).toMatchObject([200, { _id: group, type: 2, user_id: 1, last_message: 'two', ...changed }])
      expect(await get(group, as.user(1))).toEqual([200, body])
    })

    test('takes its fields from the query, too, where those of the body win', async () => {
      expect((await wire.put(`/chat/Dialog/${group}?name=q&photo=q`, as.user(1), 'name=b')).json()).toMatchObject({
        name: 'b',
        photo: 'q'
      })
      const answer = await wire.put(`/chat/Dialog/${group}.json?push_all%5Boccupants_ids%5D%5B%5D=9`, as.user(1), '')
      expect(answer.json()).toMatchObject({ occupants_ids: [1, 2, 3, 4, 9] })
    })

    test('moves updated_at on', async () => {
      wire.workspace.clock.set(Date.parse('2100-01-01T00:00:00Z'))
      const updated = expect.stringMatching(/^2100-01-01T00:\d\d:\d\dZ$/)
      expect(await put(group, as.user(1), { name: 'new' })).toMatchObject([200, { updated_at: updated }])
    })

    test('leaving by it is leaving by a delete', async () => {
      const [status, body] = await put(group, as.user(4), { pull_all: { occupants_ids: [4] } })
      expect([status, body]).toMatchObject([200, { occupants_ids: [1, 2, 3], admin_ids: [] }])
      const [entry] = wire.workspace.journal.find()
      expect(entry).toMatchObject({ method: 'PUT', outcome: [{ id: group, verdict: 'leave', reason: 'D9' }] })
      const byPut = await wire.workspace.store.view().findDialogs([group])
      await wire.workspace.reset()
      await wire.delete(`/chat/Dialog/${group}`, as.user(4))
      const byDelete = await wire.workspace.store.view().findDialogs([group])
      expect(byDelete[0]).toEqual({ ...byPut[0], updated_at: byDelete[0]?.updated_at })
    })

    test('the owner of a public group who leaves its occupants still sees it', async () => {
      expect(await put(publicGroup, as.user(1), { pull_all: { occupants_ids: [1] } })).toMatchObject([200, {
        occupants_ids: [2, 3, 4]
      }])
      expect((await get(publicGroup, as.user(1)))[0]).toBe(200)
      expect(wire.workspace.journal.find({ method: 'PUT' })[0]).not.toHaveProperty('outcome.0')
    })

    test('the dialog goes, with its messages, when nobody is left', async () => {
      await put(group, as.user(1), { pull_all: { occupants_ids: [2, 3, 4] } })
      expect(await put(group, as.user(1), 'pull_all[occupants_ids][]=1')).toMatchObject([200, {
        _id: group,
        occupants_ids: [],
        admin_ids: []
      }])
      expect(await get(group, as.user(1))).toEqual([404, notFound])
      expect(await get(group, as.application(10))).toEqual([404, notFound])
      const { dialogs, messages } = await wire.workspace.store.dump()
      expect(dialogs.map((one) => one._id)).not.toContain(group)
      expect(messages.map((one) => one._id)).not.toContain(ofSender)
    })

    test('who is added again is in it like everybody', async () => {
      await put(group, as.user(2), { pull_all: { occupants_ids: [2] } })
      await put(group, as.user(3), { push_all: { occupants_ids: [2] } })
      expect((await wire.workspace.store.view().findDialogs([group]))[0]).toMatchObject({
        occupants_ids: [1, 3, 4, 2],
        left_by: []
      })
      expect(await get(group, as.user(2))).toMatchObject([200, { _id: group }])
    })

    test('a private dialog gets a photo, but no name and no admins', async () => {
      expect(
        await put(privateDialog, as.user(3), { photo: 'p', name: 'n', admin_ids: [2], push_all: { admin_ids: [2] } })
      ).toMatchObject([200, { photo: 'p', name: null, admin_ids: [], occupants_ids: [2, 3] }])
    })

    test('the application changes what it likes of its own', async () => {
      expect(await put(privateDialog, as.application(10), { photo: 'p' })).toMatchObject([200, { photo: 'p' }])
      expect(await put(publicGroup, as.application(10), { pull_all: { occupants_ids: [1, 2, 3, 4] } })).toMatchObject([
        200,
        { occupants_ids: [] }
      ])
    })

    test.each<[string, string, Record<string, string>, object | string, number]>([
      ['U4: a public group, to who does not own it', publicGroup, as.user(4), { name: 'x' }, 403],
      ['U5: a group, to who is not in it', group, as.user(9), { name: 'x' }, 403],
      ['U6: a third in a private dialog', privateDialog, as.user(2), { push_all: { occupants_ids: [4] } }, 403],
      ['U7: to remove others, of what one does not own', group, as.user(4), {
        name: 'x',
        pull_all: { occupants_ids: [4, 3] }
      }, 403],
      ['U8: to make oneself an admin', group, as.user(2), { push_all: { admin_ids: [2] } }, 403],
      ['U8: to set the admins', group, as.user(2), { admin_ids: [2] }, 403],
      ['U8: to remove an admin', group, as.user(2), { pull_all: { admin_ids: [4] } }, 403],
      ['U1: what is not there', unknown, as.user(2), { name: 'x' }, 404],
      ['a user whom the application does not have', group, as.user(1), { push_all: { occupants_ids: [900] } }, 422],
      ['occupants that are no ids', group, as.user(1), { push_all: { occupants_ids: ['two'] } }, 422],
      ['a name that is an object', group, as.user(1), { name: {} }, 422],
      ['broken JSON', group, as.user(1), '{"pull_all":', 400],
      ['an application session', group, { 'qb-token': 'token-of-10' }, { name: 'x' }, 422],
      ['nobody', group, {}, { name: 'x' }, 401]
    ])('refuses %s, and changes nothing', async (_, id, who, payload, status) => {
      const before = await wire.workspace.store.dump()
      const [answered, body] = await put(id, who, payload)
      expect([answered, Object.keys(body)]).toEqual([status, ['errors']])
      const after = await wire.workspace.store.dump()
      expect([after.dialogs, after.messages]).toEqual([before.dialogs, before.messages])
    })
  })
})
