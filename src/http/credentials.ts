/** What a TLS server shows, and what it proves it with; both in PEM. */
export interface Credentials {
  readonly cert: string
  readonly key: string
}
