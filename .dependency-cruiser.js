/**
 * The rooms of `src`, the highest first: what is in a room may import from its own room and from those of lower lines,
 * by value and by type. docs/architecture.md says what each is for.
 */
const layers = [
  ['cli.ts', 'index.ts', 'vitest.ts'],
  ['cli'],
  ['mock-server.ts', 'shared-workspace.ts', 'parity'],
  ['app.ts', 'evidence'],
  ['admin'],
  ['openapi', 'inspector'],
  ['quickblox'],
  ['chat', 'workspace'],
  ['workspace/faults', 'workspace/journal'],
  ['workspace/requests'],
  ['workspace/input'],
  ['deletion'],
  ['options'],
  ['fixtures'],
  ['store', 'http'],
  ['shared'],
  ['package-root.ts']
]

const rooms = layers.flat()

/** Of its files, not those of the rooms inside it. */
function pathsOf (room) {
  if (room.endsWith('.ts')) return { path: `^src/${room}$` }
  const inner = rooms.filter((other) => other.startsWith(`${room}/`)).map((other) => `^src/${other}/`)
  return { path: `^src/${room}/`, ...(inner.length > 0 && { pathNot: inner }) }
}

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Modules may not need each other, not even for their types.',
      severity: 'error',
      from: {},
      to: { circular: true }
    },
    {
      name: 'every-file-has-a-room',
      comment: 'Put it into a room, or the room into the map.',
      severity: 'error',
      from: { path: '^src/', pathNot: rooms.map((room) => pathsOf(room).path) },
      to: {}
    },
    ...layers.flatMap((layer, height) =>
      layer.map((room) => ({
        name: `only-down-from-${room}`,
        severity: 'error',
        from: pathsOf(room),
        to: {
          path: '^src/',
          pathNot: [
            `^src/${room}${room.endsWith('.ts') ? '$' : '/'}`,
            ...layers.slice(height + 1).flat().map((lower) => pathsOf(lower).path)
          ]
        }
      }))
    )
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6']
  }
}
