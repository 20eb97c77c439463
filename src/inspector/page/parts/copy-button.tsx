import { useState } from 'preact/hooks'

export function CopyButton ({ text }: { text: string }) {
  const [copied, setCopied] = useState('')
  const copy = async (): Promise<void> => {
    // Without a secure connection a browser has no clipboard for pages; then what is to be copied is marked.
    try {
      await navigator.clipboard.writeText(text)
      setCopied(text)
    } catch {
      const line = document.querySelector('.curl pre')
      if (line !== null) getSelection()?.selectAllChildren(line)
    }
  }
  return <button type='button' class='plain' onClick={copy}>{copied === text ? 'Copied' : 'Copy'}</button>
}
