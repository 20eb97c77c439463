/** A block of commands in the README, and what its text says about running it. */
export interface Block {
  readonly line: number
  readonly commands: string
  /** `background`: it starts a server, for the blocks that follow; `alone`: the server of before is stopped first. */
  readonly mode: 'plain' | 'background' | 'alone'
  /** Why it can't run here. */
  readonly notRun: string | undefined
  /** What the README shows as its output. */
  readonly output: { readonly language: string, readonly text: string } | undefined
}

const fence = /(?:^<!-- ci: (?<mark>.+) -->\n+)?^```sh\n(?<commands>[\s\S]*?)^```$(?:\n+^```(?<language>text|json)\n(?<text>[\s\S]*?)^```$)?/gm

/**
 * The `sh` blocks of the README, in order. An HTML comment right before one says how it is run: `<!-- ci: background -->`, `<!-- ci: alone -->`
 * or `<!-- ci: not run, REASON -->`. A `text` or `json` block right after it is its output.
 */
export function readBlocks (readme: string): readonly Block[] {
  return [...readme.matchAll(fence)].map(({ index, groups = {} }) => ({
    line: readme.slice(0, index).split('\n').length,
    commands: groups.commands ?? '',
    ...readMark(groups.mark),
    output: groups.language === undefined ? undefined : { language: groups.language, text: groups.text ?? '' }
  }))
}

function readMark (mark: string | undefined): Pick<Block, 'mode' | 'notRun'> {
  if (mark === undefined) return { mode: 'plain', notRun: undefined }
  if (mark === 'background' || mark === 'alone') return { mode: mark, notRun: undefined }
  const reason = /^not run, (.+)$/.exec(mark)?.[1]
  if (reason === undefined) throw new Error(`README.md: "ci: ${mark}" says nothing`)
  return { mode: 'plain', notRun: reason }
}
