import { describe, expect, test } from 'vitest'
import { guard } from '../../src/admin/guard.ts'
import type { Access } from '../../src/admin/guard.ts'
import { AdminError } from '../../src/workspace/input/admin-error.ts'
import { openStores } from '../../src/store/open-stores.ts'
import { administer } from '../helpers/administer.ts'

const loopback = {
  adminToken: undefined,
  openAdmin: false,
  host: '127.0.0.1',
  adminHost: [],
  address: () => '127.0.0.1'
}
const everywhere = { adminToken: undefined, openAdmin: false, host: '0.0.0.0', adminHost: [], address: () => '0.0.0.0' }
const opened = { ...everywhere, openAdmin: true }
const token = 'correct-horse-battery-staple'

type Row = readonly [title: string, access: Access, headers: Record<string, string>, refused?: string]

const rows: Row[] = [
  ['on loopback', loopback, { host: '127.0.0.1:8080' }],
  ['on loopback by name', loopback, { host: 'localhost:8080' }],
  ['on loopback by a name below localhost', loopback, { host: 'mock.localhost' }],
  ['on loopback of IPv6', { ...loopback, address: () => '::1' }, { host: '[::1]:8080' }],
  ['on another loopback address', { ...loopback, address: () => '127.0.0.2' }, { host: '127.0.0.2:8080' }],
  ['by the name it was given', { ...loopback, host: 'mock.test' }, { host: 'Mock.Test:8080' }],
  ['without a port', { ...loopback, address: () => undefined }, { host: 'localhost:80' }],
  ['by its own page', loopback, { host: 'localhost:8080', origin: 'http://localhost:8080' }],
  ['by a name that somebody lets point here', loopback, {
    host: 'evil.example:8080',
    origin: 'http://evil.example:8080'
  }, 'does not answer to the name "evil.example"'],
  ['by a name and a colon', loopback, { host: 'localhost:' }],
  ['on loopback of IPv6, without a port', loopback, { host: '[::1]' }],
  ['by an address in brackets and more', loopback, { host: 'x[::1]' }, 'does not answer to the name "x[::1]"'],
  ['by an address in brackets and more', loopback, { host: '[::1]x' }, 'does not answer to the name "[::1]x"'],
  ['by its own page, written otherwise', loopback, { host: 'LocalHost:8080', origin: 'http://localhost:8080' }],
  ['by its own page, over TLS', loopback, { host: 'localhost:8080', origin: 'https://LOCALHOST:8080' }],
  ['by a page of another scheme', loopback, {
    host: 'localhost:8080',
    origin: 'xhttp://localhost:8080'
  }, 'no web page of another site'],
  ['by a page where no name is said', loopback, { origin: 'http://localhost:8080' }, 'no web page of another site'],
  ['by an address, not opened', loopback, { host: '192.168.1.5:8080' }, 'does not answer to the name "192.168.1.5"'],
  ['by no name', loopback, {}, 'does not answer to the name ""; address it as localhost, or start it with ' +
    '--admin-host NAME or --admin-token TOKEN'],
  [
    'by a page of another site',
    loopback,
    { host: 'localhost:8080', origin: 'https://evil.example' },
    'no web page of another site'
  ],
  [
    'by a page of another port',
    loopback,
    { host: 'localhost:8080', origin: 'http://localhost:3000' },
    'no web page of another site'
  ],
  ['by a page of nowhere', loopback, { host: 'localhost:8080', origin: 'null' }, 'no web page of another site'],
  ['on every address', everywhere, { host: '127.0.0.1:8080' }, 'only where the server listens on loopback'],
  [
    'on every address of IPv6',
    { ...everywhere, address: () => '::' },
    { host: 'localhost:8080' },
    'only where the server listens on loopback'
  ],
  [
    'by no name, but something else before it',
    loopback,
    { host: 'evil.example/.localhost' },
    'does not answer to the name'
  ],
  ['by a name with a user before it', loopback, { host: 'evil@x.localhost' }, 'does not answer to the name'],
  ['by a page of another site, as its browser says', loopback, {
    host: 'localhost:8080',
    'sec-fetch-site': 'cross-site'
  }, 'no web page of another site'],
  ['by a page of another port, as its browser says', loopback, {
    host: 'localhost:8080',
    'sec-fetch-site': 'same-site'
  }, 'no web page of another site'],
  ['by its own page, as its browser says', loopback, { host: 'localhost:8080', 'sec-fetch-site': 'same-origin' }],
  ['by an address that somebody typed', loopback, { host: 'localhost:8080', 'sec-fetch-site': 'none' }],
  ['by an added name', { ...loopback, adminHost: ['mock', 'Other.example'] }, { host: 'other.example:8080' }],
  ['on every address, opened, by loopback', opened, { host: 'localhost:8080' }],
  ['on every address, opened, by an address', opened, { host: '192.168.1.5:8080' }],
  ['on every address, opened, by an address of IPv6', opened, { host: '[fd00::1]:8080' }],
  ['on every address, opened, by an added name', { ...opened, adminHost: ['mock'] }, { host: 'mock:8080' }],
  ['on every address, opened, by the page at an added name', { ...opened, adminHost: ['mock'] }, {
    host: 'mock:8080',
    origin: 'http://mock:8080',
    'sec-fetch-site': 'same-origin'
  }],
  ['on every address, opened, by a name that is none of them', { ...opened, adminHost: ['mock'] }, {
    host: 'mock.evil.example'
  }, 'does not answer to the name "mock.evil.example"'],
  ['on every address, opened, by a name that somebody lets point here', opened, {
    host: 'evil.example',
    origin: 'http://evil.example',
    'sec-fetch-site': 'same-origin'
  }, 'does not answer to the name "evil.example"'],
  ['on every address, opened, by a page of another site, as its browser says', opened, {
    host: 'localhost:8080',
    'sec-fetch-site': 'cross-site'
  }, 'no web page of another site'],
  ['on every address, opened, by a page of another site', opened, {
    host: 'localhost:8080',
    origin: 'https://evil.example'
  }, 'no web page of another site'],
  ['with the token', { ...everywhere, adminToken: token }, { host: 'mock:8080', authorization: `Bearer ${token}` }],
  ['with the token, from a page of another site', { ...everywhere, adminToken: token }, {
    host: 'mock:8080',
    origin: 'https://app.example',
    authorization: `bearer  ${token}`
  }],
  [
    'without the token',
    { ...loopback, adminToken: token },
    { host: 'localhost:8080' },
    'needs the header Authorization'
  ],
  [
    'without the token, though opened',
    { ...loopback, openAdmin: true, adminToken: token },
    { host: 'localhost:8080' },
    'needs the header Authorization'
  ],
  ['with another token', { ...loopback, adminToken: token }, {
    host: 'localhost:8080',
    authorization: `Bearer ${token}r`
  }, 'needs the header Authorization'],
  ...[`x Bearer ${token}`, `Bearer ${token} x`, `Bearer${token}`, 'Bearer', ''].map((authorization): Row =>
    [`with ${authorization}`, { ...loopback, adminToken: token }, {
      host: 'localhost:8080',
      authorization
    }, 'needs the header Authorization: Bearer TOKEN, with the token that the server was started with']
  ),
  ['with the token in another scheme', { ...loopback, adminToken: token }, {
    host: 'localhost:8080',
    authorization: `Basic ${token}`
  }, 'needs the header Authorization']
]

describe('/__admin', () => {
  test.for(rows)('%s', ([, access, headers, refused]) => {
    if (refused === undefined) expect(() => guard(access, headers)).not.toThrow()
    else {
      expect(() => guard(access, headers)).toThrow(
        expect.objectContaining({
          constructor: AdminError,
          message: expect.stringContaining(refused),
          statusCode: access.adminToken === undefined ? 403 : 401
        })
      )
    }
  })
})

describe('with a token', () => {
  const paths = [
    '/__admin/state',
    '/__admin/requests',
    '/__admin/faults',
    '/__admin/clock',
    '/__admin/workspaces',
    '/__admin/requests/stream',
    '/@w/__admin/state'
  ] as const

  test('every call needs it but those for health', async () => {
    await using control = await administer(await openStores(), { access: { adminToken: token } })
    for (const path of paths) {
      const answer = await control.app.inject(path)
      expect([path, answer.statusCode, answer.headers['www-authenticate'], Object.keys(answer.json())]).toEqual([
        path,
        401,
        'Bearer',
        ['errors']
      ])
    }
    for (const path of ['/livez', '/readyz', '/__admin/health']) {
      expect((await control.app.inject(path)).statusCode).toBe(200)
    }
    expect((await control.admin('POST', '/reset', undefined, { authorization: `Bearer ${token}` }))[0]).toBe(204)
    expect(control.workspaces.list().map(({ name }) => name)).toEqual(['default'])
  })

  test('it is not CORS that would let another site in', async () => {
    await using control = await administer(await openStores())
    const answer = await control.app.inject({
      method: 'OPTIONS',
      url: '/__admin/reset',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    })
    expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([404, undefined])
    expect((await control.app.inject('/__admin/state')).headers).not.toHaveProperty('access-control-allow-origin')
  })
})
