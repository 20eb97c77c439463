const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escape (text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
}

/** Text in which backticks mark code. */
export function code (text: string): string {
  return escape(text).replace(/`([^`]*)`/g, '<code>$1</code>')
}
