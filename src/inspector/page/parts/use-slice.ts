import { useCallback, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { RefObject } from 'preact'
import { sliceOf, startOf } from '../model/slice.ts'
import type { Slice } from '../model/slice.ts'

/** The height of an item that nobody has measured, in pixels. */
const guessed = 80

interface Window {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly slice: Slice
  /** Scrolls to an item that is out of sight. */
  readonly reveal: (index: number) => void
}

/**
 * Of a long list, that which is in sight in what scrolls or has the focus. Each item says by `data-key` which it is,
 * and is measured when it is there.
 */
export function useSlice (keys: readonly string[]): Window {
  const scroller = useRef<HTMLDivElement>(null)
  const [known] = useState(() => new Map<string, number>())
  const [{ top, height }, look] = useState({ top: 0, height: innerHeight, measured: 0 })
  const focused = useFocusedKey(scroller)
  const usual = known.size === 0 ? guessed : [...known.values()].reduce((sum, one) => sum + one, 0) / known.size
  const heights = keys.map((key) => known.get(key) ?? usual)

  const see = useCallback((): void => {
    const { current } = scroller
    if (current !== null) {
      look((last) =>
        last.top === current.scrollTop && last.height === current.clientHeight
          ? last
          : { ...last, top: current.scrollTop, height: current.clientHeight }
      )
    }
  }, [])

  useLayoutEffect(() => {
    if (scroller.current !== null && measure(scroller.current, known)) {
      look((last) => ({ ...last, measured: last.measured + 1 }))
    }
  })

  useLayoutEffect(() => {
    const { current } = scroller
    if (current === null) return
    let { clientWidth } = current
    const observer = new ResizeObserver(() => {
      if (current.clientWidth !== clientWidth) known.clear()
      clientWidth = current.clientWidth
      see()
    })
    current.addEventListener('scroll', see, { passive: true })
    observer.observe(current)
    return () => observer.disconnect()
  }, [])

  const reveal = (index: number): void => {
    const start = startOf(heights, index)
    const isInSight = start + (heights[index] ?? 0) > top && start < top + height
    if (!isInSight) scroller.current?.scrollTo({ top: start - height / 3 })
  }
  const index = focused === undefined ? -1 : keys.indexOf(focused)
  return { scroller, slice: sliceOf(heights, top, height, index === -1 ? undefined : index), reveal }
}

/**
 * Which item has the focus. A browser tells of scrolling when it next paints: with Tab held down, the focus is further
 * by then.
 */
function useFocusedKey (scroller: RefObject<HTMLElement | null>): string | undefined {
  const [focused, setFocused] = useState<string>()
  useLayoutEffect(() => {
    const follow = ({ target }: FocusEvent): void => setFocused(keyOf(target, scroller.current))
    document.addEventListener('focusin', follow)
    return () => document.removeEventListener('focusin', follow)
  }, [])
  return focused
}

/** The key of the item in which something is. */
function keyOf (target: EventTarget | null, scroller: HTMLElement | null): string | undefined {
  if (!(target instanceof Element) || !scroller?.contains(target)) return undefined
  return target.closest<HTMLElement>('[data-key]')?.dataset['key']
}

/** Whether an item is not as high as was thought. */
function measure (scroller: HTMLElement, known: Map<string, number>): boolean {
  let isNew = false
  for (const item of scroller.querySelectorAll<HTMLElement>('[data-key]')) {
    const { height } = item.getBoundingClientRect()
    const key = item.dataset['key'] ?? ''
    if (Math.abs((known.get(key) ?? 0) - height) > 0.5) {
      known.set(key, height)
      isNew = true
    }
  }
  return isNew
}
