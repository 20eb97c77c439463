import { delimiter } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/options/option.ts'
import { serverOptions } from '../../src/options/server-options.ts'
import { switchNames } from '../../src/options/switches.ts'
import { readConfig } from '../../src/cli/config.ts'
import { bad, defaults, good } from '../options/values.ts'

const goodFlags = good.filter(([name]) => serverOptions[name].flag !== undefined)
const badFlags = bad.filter(([name]) => serverOptions[name].flag !== undefined)

function flagOf (name: keyof typeof serverOptions): string {
  return `--${serverOptions[name].flag}`
}

function variableOf (name: keyof typeof serverOptions): string {
  return serverOptions[name].variable ?? ''
}

describe('the command line', () => {
  test('without anything serves with the defaults', () => {
    expect(readConfig([], {})).toEqual({ command: 'serve', options: defaults, operands: [] })
  })

  test('names the commands and their flags as the reference has them', () => {
    const flags = Object.entries(serverOptions).map(([name, { flag, variable }]) => [name, flag, variable])
    expect(flags).toEqual([
      ['port', 'port', 'PORT'],
      ['host', 'host', 'HOST'],
      ['fixtures', 'fixtures', 'FIXTURES'],
      ['as', 'as', 'AS'],
      ['caDir', 'ca-dir', 'CA_DIR'],
      ['watch', 'watch', undefined],
      ['store', 'store', 'STORE'],
      ['mongodbUri', undefined, 'MONGODB_URI'],
      ['https', 'https', 'HTTPS'],
      ['tlsCert', 'tls-cert', 'TLS_CERT'],
      ['tlsKey', 'tls-key', 'TLS_KEY'],
      ...switchNames.map((name) => [name, serverOptions[name].flag, serverOptions[name].variable]),
      ['explain', 'explain', 'EXPLAIN'],
      ['journal', 'journal', 'JOURNAL'],
      ['adminToken', 'admin-token', 'ADMIN_TOKEN'],
      ['adminHost', 'admin-host', 'ADMIN_HOST'],
      ['openAdmin', 'open-admin', 'OPEN_ADMIN'],
      ['logLevel', 'log-level', 'LOG_LEVEL']
    ])
  })

  test.each(goodFlags)('%s takes %s from its flag', (name, text, value) => {
    expect(readConfig([flagOf(name), text], {}).options).toEqual({ ...defaults, [name]: value })
    expect(readConfig(['serve', `${flagOf(name)}=${text}`], {}).options).toEqual({ ...defaults, [name]: value })
  })

  test.each(good)('%s takes %s from its variable', (name, text, value) => {
    expect(readConfig([], { [variableOf(name)]: text }).options).toEqual({ ...defaults, [name]: value })
  })

  test.each(badFlags)('%s refuses %s from its flag', (name, text, problem) => {
    expect(() => readConfig([flagOf(name), text], {})).toThrow(new UsageError(`${flagOf(name)}: ${problem}`))
  })

  test.each(bad)('%s refuses %s from its variable', (name, text, problem) => {
    expect(() => readConfig([], { [variableOf(name)]: text })).toThrow(
      new UsageError(`${variableOf(name)}: ${problem}`)
    )
  })

  test.each(goodFlags)('a flag wins over a variable: %s %s', (name, text, value) => {
    expect(readConfig([flagOf(name), text], { [variableOf(name)]: '' }).options).toHaveProperty(name, value)
    expect(readConfig([flagOf(name), text], { [variableOf(name)]: '?' }).options).toHaveProperty(name, value)
  })

  test.each(
    [[['--open-admin'], {}], [['--open-admin'], { OPEN_ADMIN: '0' }], [[], { OPEN_ADMIN: '1' }], [[], {
      OPEN_ADMIN: 'true'
    }]] as const
  )('%j with %j opens /__admin', (argv, env) => {
    expect(readConfig(argv, env).options).toEqual({ ...defaults, openAdmin: true })
  })

  test.each(Object.keys(serverOptions) as Array<keyof typeof serverOptions>)(
    'an empty variable counts as unset: %s',
    (name) => {
      expect(readConfig([], { [variableOf(name)]: '' }).options).toEqual(defaults)
    }
  )

  test('watches its fixtures if asked', () => {
    expect(readConfig(['--watch', '--fixtures', 'a.json'], {}).options).toEqual({
      ...defaults,
      watch: true,
      fixtures: ['a.json']
    })
  })

  test.each([
    [['--https'], {}, true],
    [['--https'], { HTTPS: '0' }, true],
    [[], { HTTPS: '1' }, true],
    [[], { HTTPS: 'true' }, true],
    [[], { HTTPS: 'false' }, false],
    [[], {}, false]
  ])('what is switched on by its bare flag: %j and %j', (argv, env, https) => {
    expect(readConfig(argv, env).options).toEqual({ ...defaults, https })
  })

  test('what is neither on nor off is refused', () => {
    expect(() => readConfig([], { HTTPS: 'yes' })).toThrow(
      new UsageError('HTTPS: "yes" is not on or off; give 1, true, 0 or false')
    )
  })

  test('takes the last of a flag given twice', () => {
    expect(readConfig(['--port', '1', '--port', '2'], {}).options.port).toBe(2)
  })

  test('takes several names', () => {
    expect(readConfig(['--as', 'a.example', '--as=b'], {}).options.as).toEqual(['a.example', 'b'])
    expect(readConfig([], { AS: 'a.example,,b' }).options.as).toEqual(['a.example', 'b'])
  })

  test('takes several fixtures', () => {
    expect(readConfig(['--fixtures', 'a.json', '--fixtures=b'], {}).options.fixtures).toEqual(['a.json', 'b'])
    expect(readConfig([], { FIXTURES: ['a.json', '', 'b'].join(delimiter) }).options.fixtures).toEqual(['a.json', 'b'])
    expect(readConfig([], { FIXTURES: delimiter }).options).toEqual(defaults)
  })
})

describe('a command', () => {
  test.each([
    [['serve'], 'serve', []],
    [['validate', 'a.json', 'b'], 'validate', ['a.json', 'b']],
    [['validate', '--', '--odd.json'], 'validate', ['--odd.json']],
    [['help'], 'help', []],
    [['--help'], 'help', []],
    [['-h'], 'help', []],
    [['validate', '--help'], 'help', ['validate']],
    [['--port', '80x', '--help'], 'help', []],
    [['version'], 'version', []],
    [['--version'], 'version', []],
    [['-v'], 'version', []]
  ])('%j is %s', (argv, command, operands) => {
    expect(readConfig(argv, {})).toMatchObject({ command, operands })
  })

  test('that only checks files does not care for the variables of the server', () => {
    expect(readConfig(['validate', 'a.json'], { PORT: '80x' }).options).toEqual({})
  })

  test.each([
    [['serv'], '"serv" is not a command; did you mean serve?'],
    [['constructor'], '"constructor" is not a command; see --help'],
    [['fixtures/team.json'], '"fixtures/team.json" is not a command; see --help'],
    [['serve', 'team.json'], '"team.json": serve takes flags only, and a command comes first; see --help'],
    [
      ['--port', '0', 'validate', 'a.json'],
      '"validate": serve takes flags only, and a command comes first; see --help'
    ],
    [['validate'], 'validate: give fixture files or folders'],
    [['--prot', '80'], '--prot: there is no such flag; did you mean --port?'],
    [['--messageOwner', 'dialog'], '--messageOwner: there is no such flag; did you mean --message-owner?'],
    [['--constructor'], '--constructor: there is no such flag; see --help'],
    [['-p', '80'], '-p: there is no such flag; see --help'],
    [['validate', '--port', '80', 'a.json'], '--port: there is no such flag; see --help'],
    [['--port'], '--port: its value is missing; see --help'],
    [['--port', '--host', '::1'], '--port: its value is missing; see --help'],
    [['--port='], '--port: "" is not a port; give a whole number from 0 to 65535'],
    [['--host', ''], '--host: "" is not an address; give an address like 127.0.0.1, or 0.0.0.0 for all'],
    [['--fixtures', ''], '--fixtures: "" is not a path; give a JSON file or a folder of them']
  ])('%j is refused', (argv, problem) => {
    expect(() => readConfig(argv, {})).toThrow(new UsageError(problem))
  })
})

describe('a connection string', () => {
  const broken = [
    'mongodb://root:sesame',
    'mongodb:/root:sesame@db',
    'mongodb//root:sesame@db',
    'mongodb://root:ses/ame@db',
    'root:sesame@db',
    'mongo://root:sesame@db',
    'mongodb;//root:sesame@db'
  ]
  const ways = (text: string) => [
    [[text], {}],
    [['--port', text], {}],
    [['--store', text.replace(/^mongodb:\/\//, 'mongodbs://')], {}],
    [['serve', text], {}],
    [['exec', text], {}],
    [[], { STORE: text.replace(/^mongodb:\/\//, 'mongodbs://') }],
    [[], { MONGODB_URI: text.replace(/^mongodb:\/\//, 'mongodbs://') }]
  ] as const

  test.for(broken.flatMap(ways))('that is refused shows no password: %j', ([argv, env]) => {
    expect(() => readConfig(argv, env)).toThrow(
      expect.objectContaining({ name: 'UsageError', message: expect.not.stringMatching(/sesame|ses|ame@/) })
    )
  })
})

describe('npm start', () => {
  test('that kept a flag for npm is told how to hand it on', () => {
    expect(() => readConfig(['9000'], { npm_lifecycle_event: 'start', npm_config_port: 'true' }))
      .toThrow(new UsageError('--port: npm kept this flag for itself; put -- before the flags: npm start -- --port N'))
  })

  test.for([
    [{ npm_lifecycle_event: 'start' }],
    [{ npm_lifecycle_event: 'test', npm_config_port: 'true' }]
  ])('is not in the way with %j', ([env]) => {
    expect(readConfig(['--port', '9000'], env).options).toMatchObject({ port: 9000 })
  })
})

test.for([
  [['--help'], []],
  [['exec', '--help'], ['exec']],
  [['serve', '-h'], ['serve']]
] as const)('%j asks for the help of %j', ([argv, operands]) => {
  expect(readConfig([...argv], {})).toEqual({ command: 'help', options: {}, operands })
})
