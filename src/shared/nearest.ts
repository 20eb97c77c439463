/** The name that was most likely meant: `--prot` is `--port`. */
export function nearest (typed: string, names: readonly string[]): string | undefined {
  const farthest = Math.max(2, Math.floor(typed.length / 3))
  const [best] = names
    .map((name) => ({ name, far: edits(typed, name) }))
    .filter(({ far }) => far <= farthest)
    .sort((one, other) => one.far - other.far)
  return best?.name
}

/** How many letters must be put in, taken out or changed. */
function edits (from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (let column = 1; column <= to.length; column++) {
      const changed = at(row, column - 1) + (letter === to[column - 1] ? 0 : 1)
      next.push(Math.min(changed, at(row, column) + 1, at(next, column - 1) + 1))
    }
    row = next
  }
  return at(row, to.length)
}

function at (row: readonly number[], column: number): number {
  return row[column] ?? Infinity
}
