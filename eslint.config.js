import neostandard from 'neostandard'

export default [
  ...neostandard({ ts: true, ignores: ['dist', 'coverage'] }),
  {
    files: ['**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error'
    }
  },
  {
    rules: {
      '@stylistic/max-len': ['error', {
        code: 120,
        ignoreUrls: true,
        ignoreRegExpLiterals: true,
        // A text without a space, such as a body on the wire, is best read whole.
        ignorePattern: '^\\s*["\'`]\\S*["\'`],?$'
      }]
    }
  }
]
