import { describe, expect, test } from 'vitest'
import type { Caller } from '../../../src/deletion/verdict.ts'
import { isMeant } from '../../../src/workspace/requests/request-match.ts'
import type { RequestMatch } from '../../../src/workspace/requests/request-match.ts'
import { namesId, pathnameOf } from '../../../src/workspace/requests/request-url.ts'

const user: Caller = { kind: 'user', userId: 7, applicationId: 10 }
const application: Caller = { kind: 'application', applicationId: 7 }
const url = '/chat/Message/a,b.json?force=1'

describe('a request is meant', () => {
  test.each<[RequestMatch, Caller | null, boolean]>([
    [{}, null, true],
    [{ method: 'DELETE' }, null, true],
    [{ method: 'delete' }, null, true],
    [{ method: 'GET' }, null, false],
    [{ path: '/' }, null, true],
    [{ path: '/chat/Message/a,b.json' }, null, true],
    [{ path: '/chat/Message/a,b.json?' }, null, false],
    [{ path: '/Message' }, null, false],
    [{ id: 'b' }, null, true],
    [{ id: 'c' }, null, false],
    [{ user: 7 }, user, true],
    [{ user: 8 }, user, false],
    [{ user: 7 }, application, false],
    [{ user: 7 }, null, false],
    [{ method: 'DELETE', path: '/chat', id: 'a', user: 7 }, user, true],
    [{ method: 'DELETE', path: '/chat', id: 'a', user: 8 }, user, false]
  ])('by %j, asked by %j: %j', (match, caller, meant) => {
    expect(isMeant({ method: 'DELETE', url, caller }, match)).toBe(meant)
  })
})

test.each([
  ['/chat/Message/A1', 'a1', true],
  ['/chat/Message/a1', 'A1', true],
  ['/chat/Message/a1.json', 'a1', true],
  ['/chat/Message/a1.json.json', 'a1', false],
  ['/chat/Message/a1.jsonx', 'a1', false],
  ['/chat/Message/a.json1', 'a1', false],
  ['/chat/Message/x,a1', 'a1', true],
  ['/chat/Message/x%2Ca1%2cy', 'a1', true],
  ['/chat/Message.json?chat_dialog_id=a1', 'a1', true],
  ['/chat/Message.json?x=1&chat_dialog_id=a1', 'a1', true],
  ['/chat/Message/a12', 'a1', false],
  ['/chat/Message/xa1', 'a1', false]
])('the URL %s names %s: %j', (url, id, names) => {
  expect(namesId(url, id)).toBe(names)
})

test.each([['/a', '/a'], ['/a?b', '/a'], ['/a?b?c', '/a'], ['?b', ''], ['', '']])(
  'the path of %j is %j',
  (url, path) => {
    expect(pathnameOf(url)).toBe(path)
  }
)
