import type { Signal } from '@preact/signals'

/** A field that looks for something in a list. */
export function SearchField ({ label, looked }: { label: string, looked: Signal<string> }) {
  return (
    <input
      class='search'
      type='search'
      aria-label={label}
      placeholder={label}
      value={looked.value}
      spellcheck={false}
      autocomplete='off'
      onInput={(event) => {
        looked.value = event.currentTarget.value
      }}
    />
  )
}
