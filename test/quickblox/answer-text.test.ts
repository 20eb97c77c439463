import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerText } from '../../src/quickblox/answer-text.ts'

const id = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.stringMatching(/^[0-9a-f]{24}$/),
  fc.constantFrom('', '"', '\\', '\n', 'é')
)
const group = fc.record({ ids: fc.array(id) }, { noNullPrototype: true })
const groups = fc.oneof(
  fc.record({ SuccessfullyDeleted: group, NotFound: group }, { noNullPrototype: true }),
  fc.record({ SuccessfullyDeleted: group, WrongPermissions: group, NotFound: group }, { noNullPrototype: true })
)
const errors = fc.record({ errors: fc.array(fc.string()) }, { noNullPrototype: true })

test('an answer is the text that JSON.stringify() makes of it, whatever ids it names', () => {
  fc.assert(fc.property(fc.oneof(groups, errors), (body) => {
    expect(answerText(body)).toBe(JSON.stringify(body))
  }))
})
