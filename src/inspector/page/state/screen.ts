import { signal } from '@preact/signals'

/** The parts of the page, of which a narrow window shows one at a time. */
export const views = ['Dialogs', 'Messages', 'Try it', 'Journal'] as const

export type View = typeof views[number]

export const view = signal<View>('Messages')

const query = matchMedia('(width < 640px)')

/** Whether there is room for no more than one person beside the messages. */
export const isNarrow = signal(query.matches)
query.addEventListener('change', () => { isNarrow.value = query.matches })
