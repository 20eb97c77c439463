/** Milliseconds since 1970 as the vendor writes them, in whole seconds: `2019-09-01T14:55:56Z`. */
export function dateTime (time: number): string {
  return `${new Date(time).toISOString().slice(0, -'.000Z'.length)}Z`
}
