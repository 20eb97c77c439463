/** What a TLS server shows, and what it proves it with; both in PEM. */
export interface ServerCertificate {
  readonly cert: string
  readonly key: string
}
