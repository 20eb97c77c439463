/** A block of code in a page, and what the text says about running it. */
export interface Block {
  readonly page: string
  readonly line: number
  readonly language: string
  readonly text: string
  /**
   * `background`: it starts a server, for the blocks that follow; `alone`: the server of before is stopped first;
   * `package`: in a project that has the npm package.
   */
  readonly mode: 'plain' | 'background' | 'alone' | 'package'
  /** Why it can't run here. */
  readonly notRun: string | undefined
  /** Whether nothing but empty lines stands between the block before and this one. */
  readonly follows: boolean
  /** The file that readers save it as. */
  readonly savedAs: string | undefined
}

/** A block of commands, and what the page shows as its output. */
export interface Commands extends Block {
  readonly output: Block | undefined
}

const fence = /(?:^<!-- ci: (?<mark>.+) -->\n+)?^```(?<language>\w+)\n(?<text>[\s\S]*?)^```$/gm

/**
 * The blocks of a page, in order. An HTML comment right before one says how it is run: `<!-- ci: background -->`,
 * `alone`, `package`, `saved as NAME` or `not run, REASON`.
 */
export function readBlocks (page: string, text: string): readonly Block[] {
  let end = 0
  return [...text.matchAll(fence)].map(({ 0: whole, index, groups = {} }) => {
    const follows = text.slice(end, index).trim() === ''
    end = index + whole.length
    return { ...blockOf(page, text, index, groups), follows }
  })
}

function blockOf (
  page: string,
  text: string,
  index: number,
  groups: Readonly<Record<string, string>>
): Omit<Block, 'follows'> {
  return {
    page,
    line: text.slice(0, index).split('\n').length,
    language: groups['language'] ?? '',
    text: groups['text'] ?? '',
    ...readMark(page, groups['mark'])
  }
}

/**
 * The `sh` blocks among them, each with the `text` or `json` block that follows, which is its output unless it is a
 * file.
 */
export function commandsIn (blocks: readonly Block[]): readonly Commands[] {
  return blocks.flatMap((block, index) => {
    const next = blocks[index + 1]
    const output = next?.follows === true && isOutput(next) ? next : undefined
    return block.language === 'sh' ? [{ ...block, output }] : []
  })
}

function isOutput ({ language, savedAs, notRun }: Block): boolean {
  return (language === 'json' || language === 'text') && savedAs === undefined && notRun === undefined
}

function readMark (page: string, mark = 'plain'): Pick<Block, 'mode' | 'notRun' | 'savedAs'> {
  if (mark === 'plain' || mark === 'background' || mark === 'alone' || mark === 'package') {
    return { mode: mark, notRun: undefined, savedAs: undefined }
  }
  const { reason: notRun, name: savedAs } =
    /^(?:not run, (?<reason>.+)|saved as (?<name>[\w.-]+))$/.exec(mark)?.groups ?? {}
  if (notRun === undefined && savedAs === undefined) throw new Error(`${page}: "ci: ${mark}" says nothing`)
  return { mode: 'plain', notRun, savedAs }
}
