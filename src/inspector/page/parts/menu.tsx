import type { ComponentChildren } from 'preact'

interface MenuProps {
  readonly label: string
  readonly value: string
  /** Whether it is not as it would be if nobody had touched it. */
  readonly isSet?: boolean
  readonly children: ComponentChildren
}

/** A button with something below it that opens and closes; one at a time. */
export function Menu ({ label, value, isSet = false, children }: MenuProps) {
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLDetailsElement }): void => {
    if (event.key !== 'Escape') return
    event.currentTarget.open = false
    event.currentTarget.querySelector('summary')?.focus()
  }
  return (
    <details class='menu' name='menu' data-set={isSet ? '' : undefined} onKeyDown={onKeyDown}>
      <summary><span class='quiet'>{label}</span> <span class='value'>{value}</span></summary>
      <div class='panel'>{children}</div>
    </details>
  )
}

// What is beside a menu closes it, as menus do.
document.addEventListener('pointerdown', ({ target }) => {
  const open = document.querySelector<HTMLDetailsElement>('.menu[open]')
  if (open !== null && target instanceof Node && !open.contains(target)) open.open = false
})

/** Closes the menu that something is in. */
export function closeMenu ({ currentTarget }: Event): void {
  if (!(currentTarget instanceof Element)) return
  const menu = currentTarget.closest('details')
  if (menu === null) return
  menu.open = false
  menu.querySelector('summary')?.focus()
}
