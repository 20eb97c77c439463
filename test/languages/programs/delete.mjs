// Deletes a message by the host that it knows, with fetch or https; nothing here knows of a mock.
import { request } from 'node:https'
import { text } from 'node:stream/consumers'

const [way, url, token] = process.argv.slice(2)
const options = { method: 'DELETE', headers: { 'QB-Token': token } }

if (way === 'fetch') {
  const answer = await fetch(url, options)
  console.log(answer.status, await answer.text())
} else {
  request(url, options, async (answer) => console.log(answer.statusCode, await text(answer))).end()
}
