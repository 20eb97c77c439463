const user = '-H "QB-Token: eddf864695d72d33b959eec2ae6c640d817dfada" \\'
const key = '-H "Authorization: ApiKey 28irlNAGasWDSupO9Vw0BBMZfuHrAUYKpmroS9yBORI" \\'
const behalf = '-H "On-Behalf-Of: 123" \\'
const force = '-d "force=1" \\'

const messages =
  'https://api.quickblox.com/chat/Message/5d76b949a0eb4721f80b72ab,5d76b657a28f9a0cc7cb0f99,5d76b6sdfff9a0cc7cb023.json'
const dialogs =
  'https://api.quickblox.com/chat/Dialog/5d75626ea28f9a1490cb0f98,5d7562d4a28f9a1694cb0f9b,5d7562d4a2123a1694cb0f9b.json'
const oneDialog = 'https://api.quickblox.com/chat/Dialog/53aabe15e4b077ddd43e7fd6.json'

/**
 * The `curl` lines of the vendor's two pages, each once, as they stand there: one has its `-d` where a shell takes it
 * for another command.
 */
export const documentedLines = [
  [user, force, messages],
  [user, messages],
  [key, behalf, messages],
  [key, messages],
  [key, messages, force],
  [user, dialogs],
  [user, force, dialogs],
  [key, behalf, dialogs],
  [key, dialogs],
  [user, oneDialog]
].map((rest) => ['curl -X DELETE \\', '-H "Content-Type: application/json" \\', ...rest].join('\n'))
