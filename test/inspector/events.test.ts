import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEvents } from '../../src/inspector/page/api/events.ts'

async function eventsOf (chunks: readonly string[]): Promise<string[]> {
  const events: string[] = []
  for await (
    const { event, data } of readEvents((async function * () {
      yield * chunks
    })())
  ) events.push(`${event}: ${data}`)
  return events
}

test('events are read, comments are not', async () => {
  expect(
    await eventsOf([
      ': hello\n\nevent: request\ndata: {"a":1}\n\n: still there\n\ndata: one\ndata: two\n\nevent: world\ndata: {}\n\n'
    ])
  ).toEqual(['request: {"a":1}', 'message: one\ntwo', 'world: {}'])
})

test('wherever the stream is cut', async () => {
  const text = ': hello\n\nid: 7\nevent: request\ndata: {"text":"a: b"}\n\nevent: world\ndata: {}\n\n'
  await fc.assert(fc.asyncProperty(fc.array(fc.nat(text.length)), async (cuts) => {
    const places = [0, ...cuts.sort((a, b) => a - b), text.length]
    const chunks = places.slice(1).map((place, index) => text.slice(places[index], place))
    expect(await eventsOf(chunks)).toEqual(['request: {"text":"a: b"}', 'world: {}'])
  }))
})
