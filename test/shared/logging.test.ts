import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { loggerOptions } from '../../src/shared/logging.ts'
import type { LogLevel } from '../../src/shared/logging.ts'

const token = 'eddf864695d72d33b959eec2ae6c640d817dfada'

function logged (level: LogLevel, write: (log: pino.Logger) => void): Array<Record<string, unknown>> {
  const lines: string[] = []
  write(pino(loggerOptions(level), { write: (line) => { lines.push(line) } }))
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('the log', () => {
  test('has what is logged, and the time', () => {
    const [line] = logged('info', (log) => log.info({ method: 'DELETE', status: 200 }, 'request'))
    expect(line).toEqual({ level: 30, time: expect.any(Number), method: 'DELETE', status: 200, msg: 'request' })
  })

  test('leaves out what its level does', () => {
    expect(logged('warn', (log) => log.info('request'))).toEqual([])
  })

  test.each([
    ['a URL', { url: `/chat/Dialog.json?token=${token}` }],
    ['headers', { headers: { 'qb-token': token, authorization: `ApiKey ${token}` } }],
    ['a body', { body: { user: { password: token }, signature: token, auth_key: token } }],
    ['anything deeper', { request: { raw: [{ headers: { 'QB-Token': token } }] } }]
  ])('masks the credentials of %s', (_what, fields) => {
    const lines = logged('info', (log) => {
      log.info(fields)
      log.child({ reqId: '1' }).error(fields)
    })
    expect(lines).toHaveLength(2)
    expect(JSON.stringify(lines)).not.toContain(token)
    expect(JSON.stringify(lines).match(/\*\*\*\*fada/g)?.length).toBeGreaterThanOrEqual(2)
  })

  test('has the stack of an error', () => {
    const [line] = logged('info', (log) => log.error(new Error('no')))
    expect(line).toMatchObject({
      msg: 'no',
      err: { type: 'Error', message: 'no', stack: expect.stringContaining('logging.test') }
    })
  })
})
