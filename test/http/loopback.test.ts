import { expect, test } from 'vitest'
import { isLoopback } from '../../src/http/loopback.ts'

const loopback = ['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1', 'localhost', 'a.b.localhost']

const elsewhere = [
  '0.0.0.0', '::', '128.0.0.1', '10.0.0.1', '127.0.0.999', '127.evil.example', '127.0.0.1.evil.example', '',
  'localhost.evil.example', 'evil.example/.localhost', 'evil.example#.localhost', '.localhost', 'evillocalhost'
]

test.each(loopback)('%s is loopback', (name) => expect(isLoopback(name)).toBe(true))
test.each(elsewhere)('%s is not', (name) => expect(isLoopback(name)).toBe(false))
