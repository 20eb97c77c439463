const password = /password|(?:passwd|passphrase|passcode|pwd)$/
const secret = new RegExp(
  `${password.source}|(?:tokens?|jwt|signature|secrets?|(?:api|auth|private)keys?|auth|authorization|credentials?|` +
    'cookies?)$'
)

/** How often a name or a value may have been encoded over and over. */
export const mostEncodings = 3

/**
 * Whether the value of this name is a credential, however the name is written: `QB-Token`, `user[password][]`,
 * `X-Api-Key`, `%74oken`.
 */
export function isSecretName (name: string): boolean {
  return steps(name).some((step) => secret.test(step))
}

/** Whether it is a password, of which not even the end is shown. */
export function isPasswordName (name: string): boolean {
  return steps(name).some((step) => password.test(step))
}

/** `user[auth-key][]` as `user`, `authkey`, nothing. */
function steps (name: string): string[] {
  return decoded(name).toLowerCase().split(/[[\].]+/).map((step) => step.replaceAll(/[^a-z0-9]/g, ''))
}

function decoded (name: string): string {
  let text = name
  for (let times = 0; times < mostEncodings && /[%\\]/.test(text); times++) {
    text = text.replaceAll(
      /(?:%|\\u00|\\x)([0-9a-f]{2})/gi,
      (_all, digits: string) => String.fromCharCode(parseInt(digits, 16))
    )
  }
  return text
}
