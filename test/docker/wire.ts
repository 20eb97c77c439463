/** The default world's own: an API key, who may delete for everybody, and messages. */
const apiKey = '28irlNAGasWDSupO9Vw0BBMZfuHrAUYKpmroS9yBORI'
export const messages = [
  '5d75628ea28f9a0cc7cb0f1c',
  '5d7562eda28f9a0cc7cb0f23',
  '5d756534a28f9a0cc7cb0f2a',
  '5d76b657a28f9a0cc7cb0f99',
  '5d76b949a0eb4721f80b72ab',
  '5d76b9d8a28f9a0cc7cb0f31'
] as const

export const documented = `chat/Message/${messages[4]},${messages[3]},5d76b6sdfff9a0cc7cb023.json`
export const documentedAnswer = {
  SuccessfullyDeleted: { ids: [messages[3], messages[4]] },
  NotFound: { ids: ['5d76b6sdfff9a0cc7cb023'] }
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  /** Which of several mocks it was, if a proxy says so. */
  readonly mock: string | null
}

/** DELETE, for a user by token. */
export async function deleteAs (token: string, url: string): Promise<Answer> {
  return ask(url, { 'QB-Token': token, 'Content-Type': 'application/json' })
}

/** DELETE, for everybody. */
export async function destroy (base: string, ids: readonly string[]): Promise<Answer> {
  return ask(`${base}/chat/Message/${ids.join(',')}.json`, { Authorization: `ApiKey ${apiKey}` })
}

async function ask (url: string, headers: Record<string, string>): Promise<Answer> {
  const answer = await fetch(url, { method: 'DELETE', headers })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), mock: answer.headers.get('X-Mock') }
}

/** The ids that an answer says were deleted. */
export function deletedIds ({ body }: Answer): readonly string[] {
  const { SuccessfullyDeleted: group } = body as { SuccessfullyDeleted?: { ids: string[] } }
  return group?.ids ?? []
}
