/** A status, or that there was none. */
export function StatusCode ({ status }: { status: number | null }) {
  return <span class='status' data-good={status !== null && status < 400 ? '' : undefined}>{status ?? 'none'}</span>
}
