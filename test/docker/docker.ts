import { execFile, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export const image = 'quickblox-delete-mock'
const root = fileURLToPath(new URL('../..', import.meta.url))

const run = promisify(execFile)

/** Whether there is an engine to ask; without one these tests are reported as skipped. */
export const hasDocker = answers('docker', 'info', '--format', '{{.ServerVersion}}')

function answers (program: string, ...words: readonly string[]): boolean {
  try {
    execFileSync(program, words, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** What a docker command prints. */
export async function docker (...words: readonly string[]): Promise<string> {
  const { stdout } = await run('docker', words, { cwd: root, maxBuffer: 64 * 1024 * 1024 })
  return stdout.trim()
}

/** A container of the image, gone at the end of the scope. */
export interface Container extends AsyncDisposable {
  readonly id: string
  /** Where its port 8080, or the one that is named, is found from here. */
  url(port?: number): Promise<string>
  /** What it has logged, as soon as this is in it. */
  logged(text: string): Promise<string>
}

/** Starts a container and waits until it is healthy. */
export async function startHealthy (
  flags: readonly string[] = [],
  command: readonly string[] = []
): Promise<Container> {
  const id = await docker(
    'run',
    '--detach',
    '--publish',
    '127.0.0.1::8080',
    '--publish',
    '127.0.0.1::9000',
    ...flags,
    image,
    ...command
  )
  const container = {
    id,
    url: async (port = 8080) => `http://${await docker('port', id, `${port}/tcp`)}`,
    logged: (text: string) => logged(text, ['logs', '--follow', id]),
    [Symbol.asyncDispose]: async () => {
      await docker('rm', '--force', '--volumes', id)
    }
  }
  try {
    await healthy(id)
    return container
  } catch (error) {
    await container[Symbol.asyncDispose]()
    throw error
  }
}

async function healthy (id: string): Promise<void> {
  for (;;) {
    const [status, health] = (await docker('inspect', '--format', '{{.State.Status}} {{.State.Health.Status}}', id))
      .split(' ')
    if (health === 'healthy') return
    if (status !== 'running' || health === 'unhealthy') {
      throw new Error(`It is ${status} and ${health}: ${await docker('logs', id)}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/**
 * What a command that follows a log has shown, as soon as this is in it: the engine may know that a container is
 * healthy before it has read all that was written before.
 */
function logged (text: string, words: readonly string[], env = process.env): Promise<string> {
  const reading = spawn('docker', words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let log = ''
  for (const stream of [reading.stdout, reading.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      log += part
      if (log.includes(text)) reading.kill()
    })
  }
  return new Promise((resolve, reject) => {
    reading.once('error', reject).once('close', () => {
      if (log.includes(text)) resolve(log)
      else reject(new Error(`It never said "${text}": ${log}`))
    })
  })
}

/** A compose file as it is, on a port of this machine that the engine chooses. */
export class Project implements AsyncDisposable {
  readonly #words: readonly string[]
  readonly #published: readonly string[]
  readonly #env = { ...process.env, MOCK_PORT: '0' }

  private constructor (file: string, published: readonly string[]) {
    this.#published = published
    this.#words = ['compose', '--file', `docker/${file}`, '--project-name', `test-${randomUUID()}`]
  }

  /** Starts it and waits until all of it is healthy; what it publishes is that port of that service. */
  static async up (file: string, ...published: readonly [service: string, port: string] | []): Promise<Project> {
    const project = new Project(file, published)
    try {
      await project.compose('up', '--wait')
      return project
    } catch (error) {
      await project[Symbol.asyncDispose]()
      throw error
    }
  }

  /** Where what it publishes is found from here, until that starts again. */
  async url (): Promise<string> {
    return `http://${await this.compose('port', ...this.#published)}`
  }

  async compose (...words: readonly string[]): Promise<string> {
    const { stdout } = await run('docker', [...this.#words, ...words], { cwd: root, env: this.#env })
    return stdout.trim()
  }

  /** What a service has logged, as soon as this is in it. */
  logged (text: string, service: string): Promise<string> {
    return logged(text, [...this.#words, 'logs', '--follow', service], this.#env)
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    await this.compose('down', '--volumes', '--timeout', '5')
  }
}
