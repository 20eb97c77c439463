/** Whether every word of what is looked for is in one of the texts, in either case. */
export function isFound (looked: string, texts: ReadonlyArray<string | null | undefined>): boolean {
  const words = looked.toLowerCase().split(/\s+/).filter((word) => word !== '')
  const all = texts.map((text) => text?.toLowerCase() ?? '')
  return words.every((word) => all.some((text) => text.includes(word)))
}
