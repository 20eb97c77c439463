/** The last digits of an id, enough to tell it from its neighbours. */
export function shortId (id: string): string {
  return id.length > 10 ? `…${id.slice(-6)}` : id
}

/** A URL with its ids shortened. */
export function shortUrl (url: string): string {
  return url.replaceAll(/[0-9a-f]{24}/gi, shortId)
}

/** The time of day. */
export function timeOf (time: number | string): string {
  return new Date(time).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
}

/** Day and time of day. */
export function dateTimeOf (time: number | string): string {
  return new Date(time).toLocaleString('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' })
}

/** With the year, as of a clock that was set. */
export function fullDateOf (time: number): string {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
}

/** An object as JSON that people can read. */
export function pretty (value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

export function count (number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`
}
