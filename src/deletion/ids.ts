/** Whether it is an ObjectId as this project writes them: 24 lower-case hex digits. */
export function isObjectId (id: string): boolean {
  return /^[0-9a-f]{24}$/.test(id)
}

export function byId<T extends { _id: string }> (things: readonly T[]): ReadonlyMap<string, T> {
  const found = new Map<string, T>()
  for (const thing of things) found.set(thing._id, thing)
  return found
}
