/** Message ids: 54fdbb69, then a number. */
export const idFor = (number) => `54fdbb69${number.toString(16).padStart(16, '0')}`

/** A path that deletes the messages of these numbers. */
export const pathTo = (numbers, force = false) =>
  `/chat/Message/${numbers.map(idFor).join()}.json${force ? '?force=1' : ''}`

/** A path that deletes the messages from one number to another. */
export const pathFor = (from, to) => pathTo(Array.from({ length: to - from }, (_, n) => from + n))

/**
 * Of a power of ten, each number once. In steps none is near the one before, whose neighbours the processor's caches
 * hold already.
 */
export const spread = (n, among, step = 7919) => n * step % among

/** Two messages besides the numbered ones, for a first delete that uses up none of these. */
export const spare = ['54fdbb69ffffffffffffff01', '54fdbb69ffffffffffffff02']

const dialog = '54fd0000a28f9a1490cb0f98'

/** A group of two users and its messages; the token of the first user is `t`. */
export function worldOf (messages) {
  return {
    applications: [{ id: 1, name: 'Bench', auth_key: 'key', auth_secret: 'secret', api_keys: ['api-key'] }],
    users: [{ id: 123, login: 'one' }, { id: 456, login: 'two' }],
    sessions: [{ token: 't', user_id: 123 }],
    dialogs: [{ _id: dialog, type: 2, user_id: 123, occupants_ids: [123, 456] }],
    messages: [...spare, ...Array.from({ length: messages }, (_, n) => idFor(n))].map((id) => ({
      _id: id,
      chat_dialog_id: dialog,
      sender_id: 123,
      message: 'hello'
    }))
  }
}
