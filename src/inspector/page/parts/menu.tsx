import type { ComponentChildren } from 'preact'

interface MenuProps {
  readonly label: string
  readonly value: string
  readonly children: ComponentChildren
}

/** A button with something below it that opens and closes; one at a time. */
export function Menu ({ label, value, children }: MenuProps) {
  const onKeyDown = (event: KeyboardEvent & { readonly currentTarget: HTMLDetailsElement }): void => {
    if (event.key !== 'Escape') return
    event.currentTarget.open = false
    event.currentTarget.querySelector('summary')?.focus()
  }
  return (
    <details class='menu' name='menu' onKeyDown={onKeyDown}>
      <summary><span class='quiet'>{label}</span> {value}</summary>
      <div class='panel'>{children}</div>
    </details>
  )
}

/** Closes the menu that something is in. */
export function closeMenu ({ currentTarget }: Event): void {
  if (!(currentTarget instanceof Element)) return
  const menu = currentTarget.closest('details')
  if (menu === null) return
  menu.open = false
  menu.querySelector('summary')?.focus()
}
