import { readEvents, textOf } from '../api/events.ts'
import type { JournalEntry } from '../api/admin.ts'
import { admin, link, report, tokenNeeded } from './connection.ts'
import { noteRequest, refresh, refreshJournal, refreshSoon, refreshSurroundings } from './world.ts'

/** Pauses between tries to connect again, in milliseconds. */
const pauses = [500, 1000, 2000, 5000]

/** Shows what happens on the server for as long as the page is open. */
export async function followServer (): Promise<never> {
  for (let tries = 0; ; tries++) {
    if (await follow()) tries = 0
    if (tokenNeeded.value) await given()
    else await new Promise((resolve) => setTimeout(resolve, pauses[Math.min(tries, pauses.length - 1)]))
  }
}

/** Until the connection ends; whether there was one. */
async function follow (): Promise<boolean> {
  const ended = new AbortController()
  try {
    const stream = await admin.open('requests/stream', ended.signal)
    await Promise.all([refresh({ anew: true }), refreshSurroundings(), refreshJournal()])
    link.value = 'live'
    for await (const { event, data } of readEvents(textOf(stream))) handle(event, data)
    return true
  } catch (error) {
    const wasLive = link.value === 'live'
    if (!wasLive) report(error)
    return wasLive
  } finally {
    ended.abort()
    link.value = 'lost'
  }
}

function handle (event: string, data: string): void {
  if (event === 'world') refreshSoon({ anew: true })
  if (event !== 'request') return
  noteRequest(JSON.parse(data) as JournalEntry)
  refreshSoon()
}

function given (): Promise<void> {
  return new Promise((resolve) => {
    const stop = tokenNeeded.subscribe((needed) => {
      if (needed) return
      resolve()
      queueMicrotask(() => stop())
    })
  })
}
