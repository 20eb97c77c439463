/**
 * The three test users by the parts they play: who owns the dialogs, who sends the message in question, and one more.
 */
export const parts = ['owner', 'sender', 'third'] as const
export type Part = (typeof parts)[number]

/** What a scenario can't do without, beside three users. */
export type Need = 'api key' | 'other application'

/** What can be seen of a server once the scenario is played: each thing looked at, and what there was, in words. */
export type Findings = Readonly<Record<string, string>>
