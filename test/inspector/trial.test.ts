import fc from 'fast-check'
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { curlOf, requestOf } from '../../src/inspector/page/model/attempt.ts'
import type { Attempt, Who } from '../../src/inspector/page/model/attempt.ts'
import { previewOf, ruleOf } from '../../src/inspector/page/model/preview.ts'
import { defaultSwitches } from '../../src/options/switches.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { openWire } from '../helpers/wire.ts'
import {
  foreignMessage,
  group,
  inPrivate,
  inPublic,
  ofOwner,
  ofSender,
  otherGroup,
  privateDialog,
  publicGroup,
  unknown
} from '../helpers/world.ts'
import { openPage } from './things.ts'

const user = (id: number): Who => ({ kind: 'session', token: `token-of-${id}` })
const messages = (who: Who, ids: string[], force = false): Attempt => ({ who, what: 'Message', ids, force })

describe('the preview', () => {
  test.for([
    [user(3), ofSender, false, 'hide', 'M7'],
    [user(3), ofSender, true, 'WrongPermissions', 'M11'],
    [user(2), ofSender, true, 'destroy', 'M8'],
    [user(4), ofSender, true, 'destroy', 'M9'],
    [user(9), ofSender, false, 'WrongPermissions', 'M6'],
    [user(900), ofSender, false, 'WrongPermissions', 'M4'],
    [{ kind: 'key', key: 'key-of-10', behalfOf: null }, ofSender, false, 'destroy', 'M3'],
    [{ kind: 'key', key: 'key-of-10', behalfOf: 3 }, ofSender, false, 'hide', 'M7'],
    [user(3), unknown, false, 'NotFound', 'M1']
  ] as const)('of %j for %s, forced: %s, is %s by %s', async ([who, id, force, verdict, reason]) => {
    const preview = previewOf(messages(who, [id], force), await (await openPage()).look(), defaultSwitches, Date.now())
    expect(preview.verdicts).toEqual([{ id, verdict, reason }])
    expect(ruleOf(reason)?.evidence).not.toEqual([])
  })

  test('follows the switches of the server', async () => {
    const preview = previewOf(messages(user(2), [ofSender], true), await (await openPage()).look(), {
      ...defaultSwitches,
      messageOwner: 'dialog'
    }, Date.now())
    expect(preview.verdicts).toMatchObject([{ reason: 'M11' }])
  })
})

test('the preview is what the server answers, whoever asks for whatever', async () => {
  const stores = await openStores({ store: 'memory' })
  await using wire = await openWire(stores)
  const { look } = await openPage()
  const who = fc.oneof(
    fc.constantFrom(
      'token-of-1',
      'token-of-2',
      'token-of-3',
      'token-of-9',
      'token-of-900',
      'token-of-10',
      'token-ended',
      'no-such-token'
    ).map((token): Who => ({ kind: 'session', token })),
    fc.record({
      kind: fc.constant('key' as const),
      key: fc.constantFrom('key-of-10', 'key-of-20', 'no-such-key'),
      behalfOf: fc.constantFrom(null, 1, 3, 9, 900, 4711)
    }),
    fc.constant<Who>({ kind: 'nobody' })
  )
  const ids = fc.array(
    fc.constantFrom(
      ofSender,
      ofOwner,
      inPublic,
      inPrivate,
      foreignMessage,
      group,
      publicGroup,
      privateDialog,
      otherGroup,
      unknown,
      'not/an,id'
    ),
    { minLength: 1, maxLength: 4 }
  )
  await fc.assert(
    fc.asyncProperty(
      fc.record({ who, what: fc.constantFrom('Message' as const, 'Dialog' as const), ids, force: fc.boolean() }),
      async (attempt) => {
        await wire.workspace.reset()
        const { answer } = previewOf(attempt, await look(), defaultSwitches, Date.now())
        const { path, headers, body } = requestOf(attempt, '')
        const response = await wire.delete(path, headers, body === null ? {} : { payload: body })
        expect({ status: response.statusCode, body: response.body }).toEqual({
          status: answer.status,
          body: answer.body === undefined ? '' : JSON.stringify(answer.body)
        })
      }
    ),
    { numRuns: 150 }
  )
})

describe('the line for a shell', () => {
  test('is the request', () => {
    const request = requestOf(
      messages({ kind: 'key', key: 'key-of-10', behalfOf: 3 }, [ofSender, ofOwner], true),
      '/@worker-1'
    )
    expect(curlOf(request, 'http://127.0.0.1:8080')).toBe(
      'curl -i -X DELETE -H \'Authorization: ApiKey key-of-10\' -H \'On-Behalf-Of: 3\' -d \'force=1\' ' +
        `'http://127.0.0.1:8080/@worker-1/chat/Message/${ofSender},${ofOwner}.json'`
    )
  })

  test('survives a shell, whatever the token is', () => {
    const token = 'it\'s $HOME `date` "\\'
    const line = curlOf(requestOf(messages({ kind: 'session', token }, [ofSender]), ''), '')
    expect(execFileSync('sh', ['-c', line.replace(/^curl/, 'printf "%s\\n"')], { encoding: 'utf8' }).split('\n'))
      .toContain(`QB-Token: ${token}`)
  })
})
