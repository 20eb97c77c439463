import type { SignIn } from '../../chat/sign-in.ts'
import type { Parameters } from '../body.ts'
import { invalid } from '../errors.ts'
import { text } from '../fields.ts'

/**
 * Who somebody says he is, by `login` or `email` and `password`; undefined when he names nobody. Throws the 422 for
 * half a word.
 */
export function readSignIn (fields: Parameters): SignIn | undefined {
  const login = text(fields, 'login')
  const email = text(fields, 'email')
  const password = text(fields, 'password')
  const by = login !== null ? { login } : email !== null ? { email } : undefined
  if (by === undefined) return undefined
  if (password === null) throw invalid('password', 'is required')
  return { by, password }
}
