/** The last digits of an id, enough to tell it from its neighbours. */
export function shortId (id: string): string {
  return id.length > 10 ? `…${id.slice(-6)}` : id
}

/** A URL with its ids shortened. */
export function shortUrl (url: string): string {
  return url.replaceAll(/[0-9a-f]{24}/gi, shortId)
}

const timeOfDay = { hour: '2-digit', minute: '2-digit' } as const
const day = { day: 'numeric', month: 'short' } as const

/** The time of day to the second; with the day where it is not `today`. */
export function timeOf (time: number | string, today: number): string {
  const date = new Date(time)
  const isToday = date.toDateString() === new Date(today).toDateString()
  return date.toLocaleString('en-GB', { ...(!isToday && day), ...timeOfDay, second: '2-digit' })
}

/** Day and time of day; with the year where it is not that of `today`. */
export function dateTimeOf (time: number | string, today: number): string {
  const date = new Date(time)
  const isThisYear = date.getFullYear() === new Date(today).getFullYear()
  return date.toLocaleString('en-GB', { ...day, ...(!isThisYear && { year: 'numeric' }), ...timeOfDay })
}

/** With the year, as of a clock that was set. */
export function fullDateOf (time: number): string {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}

/** How long a line of JSON may be. */
const line = 32

/** An object as JSON that people can read: what is short stands on one line. */
export function pretty (value: unknown): string {
  return typeof value === 'string' ? value : printed(value, '')
}

function printed (value: unknown, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const deeper = `${indent}  `
  const parts = Array.isArray(value)
    ? value.map((one) => printed(one, deeper))
    : Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${printed(one, deeper)}`)
  const [open, close, space] = Array.isArray(value) ? ['[', ']', ''] : ['{', '}', ' ']
  const short = parts.length === 0 ? open + close : `${open}${space}${parts.join(', ')}${space}${close}`
  return short.length <= line && !short.includes('\n')
    ? short
    : `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`
}

export function count (number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`
}
