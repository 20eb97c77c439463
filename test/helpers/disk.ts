import { execFileSync, spawnSync } from 'node:child_process'

const root = process.getuid?.() === 0

/** What runs other words where a disk of their own can be mounted. */
const apart = ['unshare', '--mount', ...(root ? [] : ['--user', '--map-root-user'])]

const mount = 'mount -t tmpfs -o "$DISK" tmpfs "$TMPDIR"'

/** Whether this machine lets a test have a disk of its own. */
export const haveDisk = process.platform === 'linux' &&
  spawnSync('unshare', [...apart.slice(1), 'sh', '-c', 'mount -t tmpfs -o size=4k tmpfs /tmp']).status === 0

/** Starts what comes after it with a disk of its own at `TMPDIR`, with the options of a tmpfs in `DISK`. */
export const onDisk = [...apart, 'sh', '-c', `${mount} && exec "$@"`, 'sh']

/** The same with a disk that is full; it prints what is there at the end. */
export const onFullDisk = [
  ...apart,
  'sh',
  '-c',
  `${mount}; { cat /dev/zero > "$TMPDIR/full"; } 2> /dev/null; "$@"; code=$?; ls "$TMPDIR"; exit $code`,
  'sh'
]

/** Runs a script where a process that was started so has its disk. */
export function beside (pid: number, script: string, TMPDIR: string): string {
  return execFileSync('nsenter', [
    `--target=${pid}`,
    '--mount',
    ...(root ? [] : ['--user', '--preserve-credentials']),
    'sh',
    '-c',
    script
  ], { env: { PATH: process.env.PATH, TMPDIR } }).toString()
}
