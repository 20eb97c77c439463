import { execFile, execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
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

/** A compose file as it is, on a free port of this machine. */
export class Project implements AsyncDisposable {
  readonly #words: readonly string[]
  readonly #port: number

  private constructor (file: string, port: number) {
    this.#words = ['compose', '--file', `docker/${file}`, '--project-name', `test-${port}`]
    this.#port = port
  }

  static async up (file: string): Promise<Project> {
    const project = new Project(file, await freePort())
    try {
      await project.compose('up', '--wait', '--wait-timeout', '120')
      return project
    } catch (error) {
      await project[Symbol.asyncDispose]()
      throw error
    }
  }

  get url (): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async compose (...words: readonly string[]): Promise<string> {
    const { stdout } = await run('docker', [...this.#words, ...words], {
      cwd: root,
      env: { ...process.env, MOCK_PORT: String(this.#port) }
    })
    return stdout.trim()
  }

  async [Symbol.asyncDispose] (): Promise<void> {
    await this.compose('down', '--volumes', '--timeout', '5')
  }
}

async function freePort (): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await once(probe.close(), 'close')
  return port
}
