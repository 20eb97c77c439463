import type { Sight } from '../model/matrix.ts'

/** A shape for each thing a message can be to somebody: they differ without their colours. */
const shapes: Record<Sight, string> = {
  sees: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z',
  hidden: 'M8 3a5 5 0 1 0 0 10M8 3a5 5 0 0 1 0 10M3 14 13 2',
  'dialog hidden': 'M3 3h10v10H3zM3 14 13 2',
  left: 'M9 3H3v10h6M7 8h7m-3-3 3 3-3 3',
  'never saw': 'M5 8h6',
  destroyed: 'm4 4 8 8m0-8-8 8'
}

export function SightMark ({ sight }: { sight: Sight }) {
  return (
    <>
      <svg viewBox='0 0 16 16' width='16' height='16' aria-hidden='true'><path d={shapes[sight]} /></svg>
      <span>{sight}</span>
    </>
  )
}
