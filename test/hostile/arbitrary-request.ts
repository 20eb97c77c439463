import fc from 'fast-check'
import { m, d } from '../helpers/world.ts'
import { secretKey, secretPassword, secretToken } from './victim.ts'

const deep = (text: string, times: number): string => text.repeat(times)

const step = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('__proto__', 'constructor', 'prototype') },
  fc.constantFrom('user', 'force', 'adminToken', 'toString', 'hasOwnProperty', '', '0', 'login', 'custom')
)
const nestedName = fc.tuple(step, fc.array(step, { maxLength: 5 })).map(([first, rest]) =>
  first + rest.map((one) => `[${one}]`).join('')
)

/** JSON of names that objects have already, nested a little or far too much. */
const hostileJson = fc.oneof(
  fc.tuple(
    fc.array(
      fc.tuple(
        fc.oneof(step, nestedName),
        fc.constantFrom(
          '1',
          '"x"',
          '{}',
          '[]',
          '{"__proto__":{"force":1}}',
          '{"constructor":{"prototype":{"force":1}}}'
        )
      ),
      { minLength: 1, maxLength: 5 }
    )
  ).map(([pairs]) => `{"user":{},${pairs.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join()}}`),
  fc.tuple(fc.integer({ min: 1, max: 40 }), step).map(([levels, name]) =>
    `{"chat_dialog_id":"${d(1)}","x":${`{"${name}":`.repeat(levels)}1${'}'.repeat(levels)}}`
  ),
  fc.constantFrom(33, 1000, 30_000).map((levels) => `{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`)
)
const hostileForm = fc.array(fc.tuple(nestedName, fc.constantFrom('1', 'x', '', '%')), { minLength: 1, maxLength: 6 })
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'))

const method = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('DELETE', 'GET', 'POST') },
  fc.constantFrom('OPTIONS', 'HEAD', 'PUT', 'PATCH', 'TRACE', 'PROPFIND', 'QUERY')
)

const pathPiece = fc.oneof(
  fc.constantFrom(
    '/chat/Message',
    '/chat/Dialog',
    '/session',
    '/login',
    '/',
    '//',
    '/..',
    '/.',
    '.json',
    ',',
    '%2C',
    '%',
    '%0',
    '%00',
    '%2F',
    '%25',
    '%ff',
    '%e4%f6',
    '*',
    ':ids',
    '/@',
    '/@default',
    '/@worker-1',
    '/@NO',
    '/@a/@b',
    ';',
    '\\',
    '/__proto__',
    'constructor',
    '~'
  ),
  fc.constantFrom(
    m(1),
    m(2).toUpperCase(),
    d(1),
    d(3),
    m(1).slice(1),
    `${m(1)},${m(1)},${d(1)}`,
    'x'.repeat(3000),
    ',,,,',
    '%2C'.repeat(500)
  ),
  fc.stringMatching(/^[!-"$->@-~]{0,12}$/)
)
const queryPiece = fc.oneof(
  fc.constantFrom(
    'force=1',
    'force=0',
    'force',
    'force[]=1',
    'force[a][b]=1',
    'force=1&force=0',
    '__proto__[x]=1',
    'chat_dialog_id=' + d(1),
    'chat_dialog_id[]=1',
    'limit=1e9',
    'limit=-0',
    'skip=99999999999999999999',
    'count=1',
    'sort_asc=_id',
    'sort_desc=occupants_ids',
    '_id[in]=a,b',
    'name[ctn]=(((',
    'created_at[gt]=soon',
    'type[where]=1',
    'date_sent[lt]=9e99',
    '%',
    '%00=%00',
    '&&&',
    '=',
    'a'.repeat(4000)
  ),
  fc.stringMatching(/^[!-"$-~]{0,12}$/)
)
const target = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(
      fc.constantFrom(
        '/chat/Message/',
        '/chat/Dialog/',
        '/chat/Message.json',
        '/chat/Dialog.json',
        '/session.json',
        '/login.json',
        '/'
      ),
      fc.array(pathPiece, { maxLength: 4 }),
      fc.array(queryPiece, { maxLength: 3 })
    ).map(([start, path, query]) => start + path.join('') + (query.length > 0 ? `?${query.join('&')}` : ''))
  },
  hostileForm.map((query) => `/chat/Message/${m(1)}.json?${query}`),
  fc.constantFrom(
    '*',
    'http://localhost/@worker-1/chat/Message/1',
    'http://localhost/@NO/session.json',
    'HTTP://localhost',
    'http://elsewhere.example/chat/Message/1',
    '//elsewhere.example/chat',
    '?',
    '',
    '/chat/Message/' + `${m(1)},`.repeat(2000),
    '/chat/Message/' + 'y'.repeat(90_000)
  )
)

const headerValue = fc.oneof(
  fc.constantFrom(
    'Bearer x',
    'ApiKey',
    '1',
    '-1',
    '0',
    '1e3',
    '9'.repeat(400),
    '',
    ' ',
    'null',
    '*/*',
    'gzip',
    'chunked'
  ),
  fc.stringMatching(/^[ -~\x80-\xff]{0,20}$/)
)
const header = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      `QB-Token: ${secretToken}`,
      `Authorization: ApiKey ${secretKey}`,
      `authorization: apikey   ${secretKey}`,
      `Authorization: ${secretKey}`,
      `QB-Token: Bearer ${secretToken}`,
      `Cookie: a=${secretToken}; b=${secretKey}`
    )
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom(
        'QB-Token',
        'Authorization',
        'On-Behalf-Of',
        'Content-Type',
        'Accept',
        'Accept-Encoding',
        'Origin',
        'Access-Control-Request-Method',
        'Access-Control-Request-Headers',
        'Cookie',
        'X-Request-Id',
        'X-HTTP-Method-Override',
        'X-Forwarded-Host',
        'If-None-Match',
        'Range',
        'Upgrade',
        'Expect',
        '__proto__',
        'constructor'
      ),
      headerValue
    ).map((pair) => pair.join(': '))
  },
  fc.stringMatching(/^[a-zA-Z-]{1,10}: ?[!-~]{0,10}$/)
)

/** Parts with names like those of forms, whole or cut off. */
const multipart = fc.record({
  parts: fc.array(
    fc.record({
      name: fc.oneof(
        nestedName,
        fc.constantFrom('user[login]', 'message', 'chat_dialog_id', 'force', 'token', 'x"y', '')
      ),
      disposition: fc.constantFrom('; filename="a.txt"', '; filename=""', '', "; name*=utf-8''x"),
      type: fc.constantFrom(
        '',
        'Content-Type: text/plain; charset=utf-16\r\n',
        'Content-Transfer-Encoding: base64\r\n',
        'x'.repeat(9000) + ': y\r\n'
      ),
      value: fc.oneof(
        fc.constantFrom('1', '', '--b', '\r\n--b', d(1), 'x'.repeat(70_000)),
        fc.string({ unit: 'binary', maxLength: 30 })
      )
    }),
    { maxLength: 5 }
  ),
  end: fc.constantFrom('--b--\r\n', '--b--', '--b', '', '--b--\r\n--b--\r\n'),
  kept: fc.option(fc.nat(), { freq: 3 })
}).map(({ parts, end, kept }) => {
  const whole = parts.map(({ name, disposition, type, value }) =>
    `--b\r\nContent-Disposition: form-data; name="${name}"${disposition}\r\n${type}\r\n${value}\r\n`
  ).join('') + end
  return kept === null ? whole : whole.slice(0, kept % (whole.length + 1))
})

const body = fc.oneof(
  { weight: 3, arbitrary: fc.oneof(hostileJson, hostileForm, multipart) },
  fc.constant(''),
  fc.constantFrom(
    'force=1',
    '{"force":1}',
    '{"force":{}}',
    '{"force":[1]}',
    '{"force":1',
    '[',
    '[]',
    'null',
    '{"__proto__":{"force":1}}',
    deep('[', 5000),
    `{"chat_dialog_id":"${d(1)}","message":${deep('{"a":', 200)}1${deep('}', 200)}}`,
    `chat_dialog_id=${d(1)}&a${deep('[b]', 2000)}=1`,
    '\0\xff\xfe',
    'a=%ff%00',
    deep('&a=1', 3000),
    `application_id=10&user[login]=user1&user[password]=${secretPassword}`,
    `{"user":{"login":"user1","password":"${secretPassword}"}}`,
    `{"user":{"password":"${secretPassword}"`,
    `login=user1&password=${secretPassword}`
  ),
  fc.json(),
  fc.record({
    chat_dialog_id: fc.oneof(fc.constant(d(1)), fc.jsonValue()),
    message: fc.jsonValue(),
    attachments: fc.jsonValue()
  }).map((value) => JSON.stringify(value)),
  fc.record({
    type: fc.oneof(fc.constantFrom(1, 2, 3), fc.jsonValue()),
    occupants_ids: fc.oneof(fc.constant([2, 3]), fc.jsonValue()),
    name: fc.jsonValue(),
    admins_ids: fc.jsonValue()
  }).map((value) => JSON.stringify(value)),
  fc.string({ unit: 'binary', maxLength: 50 })
)

/** The same body in chunks. */
function chunked (text: string, size: number): string {
  const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, n) => text.slice(n * size, (n + 1) * size))
  return pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join('') + '0\r\n\r\n'
}

const parts = fc.record({
  method,
  target,
  headers: fc.array(header, { maxLength: 5 }),
  body,
  chunk: fc.option(fc.integer({ min: 1, max: 5000 }), { freq: 4 })
})

function written (
  { chunk, method, target, headers, body }: typeof parts extends fc.Arbitrary<infer Parts> ? Parts : never,
  connection: readonly string[]
): string {
  if (chunk !== null) {
    return head(method, target, [...headers, ...connection, 'Transfer-Encoding: chunked']) +
      chunked(body, Math.max(chunk, Math.ceil(body.length / 100)))
  }
  return head(method, target, [...headers, ...connection, `Content-Length: ${Buffer.byteLength(body, 'latin1')}`]) +
    body
}

const last = ['Connection: close']

/** A request that is HTTP, whatever else is wrong with it; the last on its connection. */
export const arbitraryRequest: fc.Arbitrary<string> = parts.map((one) => written(one, last))

/** Several of them on one connection. */
export const arbitraryRequests: fc.Arbitrary<string[]> = fc.array(parts, { minLength: 1, maxLength: 20 }).map((all) =>
  all.map((one, n) => written(one, n === all.length - 1 ? last : []))
)

/** A plain delete that is answered 200 or 404. */
export function plainDelete (...headers: string[]): string {
  return head('DELETE', `/chat/Message/${m(1)}.json?force=1`, [`QB-Token: ${secretToken}`, ...headers])
}

function head (method: string, target: string, headers: readonly string[]): string {
  return `${method} ${target} HTTP/1.1\r\nHost: localhost\r\n${headers.map((line) => `${line}\r\n`).join('')}\r\n`
}
