import { createServer } from 'node:net'
import type { AddressInfo, ListenOptions } from 'node:net'
import { describe, expect, test } from 'vitest'
import { explain } from '../../src/cli/failure.ts'
import { UsageError } from '../../src/options/option.ts'
import { FixtureError } from '../../src/fixtures/fixture-error.ts'

/** Node's own error. */
async function failureToListen (options: ListenOptions): Promise<Error> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', resolve)
    server.listen(options, () => server.close(() => reject(new Error('it listens'))))
  })
}

describe('a failure', () => {
  test.each([
    [new UsageError('--port: "80x" is not a port'), '--port: "80x" is not a port'],
    [
      new FixtureError([{ file: 'a.json', path: 'users[0].id', problem: 'is missing' }, {
        file: 'b.json',
        path: '',
        problem: 'is empty'
      }]),
      'a.json: users[0].id: is missing\nb.json: is empty'
    ]
  ])('that was foreseen is said in its own words: %s', (error, said) => {
    expect(explain(error)).toBe(said)
  })

  test('of a port in use names it', async () => {
    const holder = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => holder.once('listening', resolve))
    const { port } = holder.address() as AddressInfo
    const error = await failureToListen({ port, host: '127.0.0.1' })
    holder.close()
    expect(explain(error)).toBe(
      `--port: ${port} on 127.0.0.1 is in use; stop what listens there, or give another port (0 takes a free one)`
    )
  })

  test('of an address that is not this machine\'s names it', async () => {
    const error = await failureToListen({ port: 0, host: '192.0.2.1' })
    expect(explain(error, { host: '192.0.2.1' })).toBe(
      '--host: "192.0.2.1" can\'t be listened on (EADDRNOTAVAIL); give an address of this machine like 127.0.0.1, or ' +
        '0.0.0.0 for all'
    )
  })

  test('of a name that does not resolve names it', () => {
    const error = Object.assign(new Error('getaddrinfo ENOTFOUND nowhere'), {
      code: 'ENOTFOUND',
      syscall: 'getaddrinfo',
      hostname: 'nowhere'
    })
    expect(explain(error)).toBe(
      '--host: "nowhere" can\'t be resolved; give an address like 127.0.0.1, or 0.0.0.0 for all'
    )
  })

  test('of a port below 1024 says so', () => {
    const error = Object.assign(new Error('listen EACCES'), {
      code: 'EACCES',
      syscall: 'listen',
      address: '127.0.0.1',
      port: 80
    })
    expect(explain(error)).toBe('--port: 80 is not open to this user; give one from 1024 on (0 takes a free one)')
  })

  test('that nobody foresaw is a bug, with its stack only when asked for', () => {
    const error = new TypeError('x is not a function')
    expect(explain(error)).toBe(
      'Unexpected error, which is a bug of quickblox-delete-mock: x is not a function\nFor where it happened, start ' +
        'again with --log-level debug.'
    )
    expect(explain(error, { logLevel: 'debug' })).toContain('failure.test.ts')
    expect(explain('no error at all')).toBe(
      'Unexpected error, which is a bug of quickblox-delete-mock: no error at all'
    )
  })
})
