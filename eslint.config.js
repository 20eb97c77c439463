import regexp from 'eslint-plugin-regexp'
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
    // What clients send may be long: no expression may take more than a time that grows with it.
    files: ['src/**'],
    plugins: { regexp },
    rules: {
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': ['error', { ignorePartial: false }]
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
