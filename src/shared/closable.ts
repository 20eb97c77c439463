/** What was opened and has to be closed. */
export interface Closable {
  close(): Promise<void>
}

/** The last one opened first, each of them whatever becomes of the others. */
export async function closeAll (opened: readonly Closable[]): Promise<void> {
  const failures: unknown[] = []
  for (const one of opened.toReversed()) await one.close().catch((error) => failures.push(error))
  if (failures.length > 0) throw failures[0]
}
