import { describe, expect, test } from 'vitest'
import { mask, maskFields, maskText, maskQuery, maskUrl } from '../../src/shared/redaction.ts'

const token = 'eddf864695d72d33b959eec2ae6c640d817dfada'

describe('a credential', () => {
  test.each([
    [token, '****fada'],
    ['123456789', '****6789'],
    ['12345678', '****'],
    ['secret', '****'],
    ['', '****'],
    [`ApiKey ${token}`, 'ApiKey ****fada'],
    [`bearer  ${token}`, 'bearer  ****fada'],
    ['ApiKey short', 'ApiKey ****']
  ])('%s is shown as %s', (secret, shown) => {
    expect(mask(secret)).toBe(shown)
  })
})

describe('fields', () => {
  test.each([
    [{ 'qb-token': token }, { 'qb-token': '****fada' }],
    [{ 'QB-Token': token }, { 'QB-Token': '****fada' }],
    [{ authorization: `ApiKey ${token}`, 'on-behalf-of': '123' }, {
      authorization: 'ApiKey ****fada',
      'on-behalf-of': '123'
    }],
    [{ cookie: ['session=abcdefghij'] }, { cookie: ['****ghij'] }],
    [{ user: { login: 'alice', password: 'correct horse' } }, { user: { login: 'alice', password: '****' } }],
    [{ 'user[password]': 'correct horse', 'user[login]': 'alice' }, {
      'user[password]': '****',
      'user[login]': 'alice'
    }],
    [{ signature: token, nonce: 7334, auth_key: 'abcdefghijk', auth_secret: 'abcdefghijk' }, {
      signature: '****fada',
      nonce: 7334,
      auth_key: '****hijk',
      auth_secret: '****hijk'
    }],
    [{ applications: [{ id: 1, api_keys: [token, null, { key: token }] }] }, {
      applications: [{ id: 1, api_keys: ['****fada', '****', '****'] }]
    }],
    [{ password: 1234567890, token: null, secret: { is: token }, 'old-password': true }, {
      password: '****',
      token: null,
      secret: '****',
      'old-password': true
    }],
    [{
      'x-api-key': token,
      'X-Auth-Token': token,
      '%74oken': token,
      'token[]': token,
      'user[password][]': token,
      '%2570assword': token
    }, {
      'x-api-key': '****fada',
      'X-Auth-Token': '****fada',
      '%74oken': '****fada',
      'token[]': '****fada',
      'user[password][]': '****',
      '%2570assword': '****'
    }],
    [{
      referer: `http://localhost/chat/Dialog.json?token=${token}&limit=1`,
      link: `<http://alice:sesame@h/x#access_token=${token}>; rel=next`
    }, {
      referer: 'http://localhost/chat/Dialog.json?token=****fada&limit=1',
      link: '<http://alice:****@h/x#access_token=****da>; rel=next'
    }],
    [{
      password_confirmation: token,
      newPasswordAgain: token,
      pwd: token,
      'x-auth': token,
      jwt: token,
      private_key: token,
      credentials: token
    }, {
      password_confirmation: '****',
      newPasswordAgain: '****',
      pwd: '****',
      'x-auth': '****fada',
      jwt: '****fada',
      private_key: '****fada',
      credentials: '****fada'
    }],
    [{ data: `{"note":"token","token":"${token}"}`, list: ` [{"password": "${token}"}]` }, {
      data: '{"note":"token","token":"****fada"}',
      list: ' [{"password": "****"}]'
    }],
    [[{ token }, 'text', null, 1], [{ token: '****fada' }, 'text', null, 1]]
  ])('%j', (fields, shown) => {
    expect(maskFields(fields)).toEqual(shown)
  })

  test.each([
    [{ force: 1, message: 'the token of my affection' }],
    [{ 'qb-token-expirationdate': '2026-11-22 09:44:25 UTC' }],
    [[1, [2, { name: 'Team' }]]],
    ['text'],
    [null],
    [undefined]
  ])('without a credential are not copied: %j', (fields) => {
    expect(maskFields(fields)).toBe(fields)
  })

  test('are not changed', () => {
    const fields = { user: { password: 'correct horse' } }
    maskFields(fields)
    expect(fields).toEqual({ user: { password: 'correct horse' } })
  })

  test('of a class are its own affair', () => {
    const error = Object.assign(new Error('no'), { token })
    expect(maskFields({ error })).toEqual({ error })
  })

  test('can be nested as deep as JSON can', () => {
    const deep: unknown = JSON.parse('{"a":'.repeat(20_000) + `{"token":"${token}"}` + '}'.repeat(20_000))
    const deepInSecret: unknown = JSON.parse('{"token":' + '['.repeat(20_000) + `"${token}"` + ']'.repeat(20_000) + '}')
    expect(JSON.stringify(maskFields([deep, deepInSecret]))).not.toContain(token)
  })

  test('can be called like what every object has', () => {
    expect(JSON.stringify(maskFields(JSON.parse(`{"__proto__":{"token":"${token}"},"constructor":1}`)))).toBe(
      '{"__proto__":{"token":"****fada"},"constructor":1}'
    )
  })
})

describe('a URL', () => {
  test.each([
    ['/chat/Message/5d76b949a0eb4721f80b72ab.json', '/chat/Message/5d76b949a0eb4721f80b72ab.json'],
    [`/chat/Dialog.json?token=${token}&limit=10`, '/chat/Dialog.json?token=****fada&limit=10'],
    [`/session.json?user[password]=${token}`, '/session.json?user[password]=****'],
    [
      `/session.json?user%5Bpassword%5D=${token}&signature=${token}`,
      '/session.json?user%5Bpassword%5D=****&signature=****fada'
    ],
    ['/chat/Message/1?force=1&token&&=', '/chat/Message/1?force=1&token&&='],
    [
      `/chat?%74oken=${token}&token[]=${token}&user[password][]=${token}&a=1;token=${token}`,
      '/chat?%74oken=****fada&token[]=****fada&user[password][]=****&a=1;token=****fada'
    ],
    [
      `/chat?url=http%3A%2F%2Fh%2F%3Ftoken%3D${token}&to=%252Fx%253Ftoken%253D${token}&a=%C3%A9`,
      '/chat?url=http%3A%2F%2Fh%2F%3Ftoken%3D****fada&to=%252Fx%253Ftoken%253D****fada&a=%C3%A9'
    ],
    [
      `/chat?json=%7B%22caf%C3%A9%22%3A1%2C%22password%22%3A%22${token}%22%7D`,
      '/chat?json=%7B%22caf%C3%A9%22%3A1%2C%22password%22%3A%22****%22%7D'
    ],
    [`/chat?%7B%22token%22%3A%22${token}%22%7D`, '/chat?%7B%22token%22%3A%22****fada%22%7D'],
    ['/chat?message[ctn]=the%20token%3A%20of&b=%zz', '/chat?message[ctn]=the%20token%3A%20of&b=%zz'],
    ['mongodb://root:cor/rect@ho?rse#@db.example.com/x', 'mongodb://root:****@db.example.com/x'],
    ['mongodb:/root:correct horse@db', 'mongodb:/root:****@db'],
    ['mongodb:root:correcthorse@db', 'mongodb:root:****@db'],
    ['mongodb://root:correcthorse', 'mongodb://****'],
    ['mongodb//root:correcthorse@db', 'mongodb//root:****@db'],
    ['root:correcthorse@db', 'root:****@db'],
    ['mongodb://a:27017,b:27018/x', 'mongodb://a:27017,b:27018/x'],
    [
      'mongodb://root:correcthorse@db.example.com:27017/?replicaSet=rs',
      'mongodb://root:****@db.example.com:27017/?replicaSet=rs'
    ],
    ['mongodb+srv://root:p@ss:word@cluster.example.com', 'mongodb+srv://root:****@cluster.example.com'],
    ['http://127.0.0.1:8080/@worker-1/chat/Message/1', 'http://127.0.0.1:8080/@worker-1/chat/Message/1']
  ])('%s is shown as %s', (url, shown) => {
    expect(maskUrl(url)).toBe(shown)
  })

  test('has a query that can come alone, as a form', () => {
    expect(maskQuery(`force=1&password=${token}`)).toBe('force=1&password=****')
  })
})

describe('a text that can\'t be read', () => {
  test.each([
    ['{"password": "correct horse, battery", "a": 1', '{"password": "****", "a": 1'],
    ['{"password":"correct \\" horse", "a":1', '{"password":"****", "a":1'],
    ['{"password": "correct horse, bat', '{"password": "****'],
    ['{"user":{"pass\\u0077ord" : "correct horse"', '{"user":{"pass\\u0077ord" : "****"'],
    ['{password: correct horse, battery, "a": 1', '{password: ****, "a": 1'],
    [`{"api_keys": ["${token}", "b"], "a": 1`, '{"api_keys": ****, "a": 1'],
    [`a=1&%74oken=${token}&b=2`, 'a=1&%74oken=****fada&b=2'],
    [`{"token":"${token}"`, '{"token":"****fada"'],
    ['{"a": "b, c", "message": "token"', '{"a": "b, c", "message": "token"'],
    [
      '--b\r\nContent-Disposition: form-data; name="user[password]"\r\nX: y\r\n\r\ncorrect\r\nhorse\r\n--b\r\n' +
      `Content-Disposition: form-data; name=token\r\n\r\n${token}`,
      '--b\r\nContent-Disposition: form-data; name="user[password]"\r\nX: y\r\n\r\n****\r\n--b\r\n' +
      'Content-Disposition: form-data; name=token\r\n\r\n****fada'
    ],
    [
      '--b\ncontent-disposition: form-data; name*=utf-8\'\'p%61ssword\n\ncorrect horse\n--b\nname="a"\n\nb',
      '--b\ncontent-disposition: form-data; name*=utf-8\'\'p%61ssword\n\n****\n--b\nname="a"\n\nb'
    ],
    ['--b\r\nname="password"; filename="token"', '--b\r\nname="password"; filename="token"']
  ])('%s is shown as %s', (text, shown) => {
    expect(maskText(text)).toBe(shown)
  })
})

test('a text of names and nothing else takes no time', () => {
  const text = 'name="password" '.repeat(60_000)
  expect(maskText(text)).toBe(text)
  expect(maskText(`${text}\n\n`)).toBe(`${text}\n\n****`)
})
