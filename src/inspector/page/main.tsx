import { render } from 'preact'
import './style/page.css'
import { Page } from './parts/page.tsx'
import { followServer } from './state/live.ts'

const root = document.getElementById('page')
if (root !== null) render(<Page />, root)
await followServer()
