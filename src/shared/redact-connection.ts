/** A connection string, or what somebody meant for one. */
const connection = /^(mongodb[^:/]*:?\/*)(.*)/is
const cleanHosts = /^[\w.-]*(?::\d{1,5})?(?:,[\w.-]+(?::\d{1,5})?)*(?:[/?]|$)/

/**
 * However broken it is, what may be a password is not shown: what stands before the last `@`, or where hosts should be
 * and none are.
 */
export function maskConnection (text: string): string {
  const [, start, rest] = connection.exec(text) ?? ['', '', text]
  const end = rest?.lastIndexOf('@') ?? -1
  if (start === '' || rest === undefined) return text.replace(/^([^\s:/@?#]+):[^\s/]*@/, '$1:****@')
  if (end === -1) return cleanHosts.test(rest) ? text : `${start}****`
  return `${start}${/^[^:/@?#\s]*/.exec(rest)?.[0] ?? ''}:****${rest.slice(end)}`
}
