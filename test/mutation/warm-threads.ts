import type { PoolOptions, PoolWorker, TestProject } from 'vitest/node'
import { ThreadsPoolWorker } from 'vitest/node'

type Listener = Parameters<PoolWorker['on']>

/** After so many mutants a thread ends: what a mutant left in the modules would be there for the next. */
const turns = 40

const stopped = { type: 'stopped', __vitest_worker_response__: true }

let kept: { worker: ThreadsPoolWorker, turns: number } | undefined

/**
 * Has all mutants that are switched on while a test runs tried in one thread, in which the sources are loaded already:
 * loading them anew takes ten times as long as the tests of a mutant. A mutant of what is evaluated when a module is
 * loaded gets a thread of its own.
 */
export const warmThreads = {
  name: 'warm-threads',
  configureVitest ({ project }: { project: TestProject }): void {
    project.config.pool = 'warm'
    project.config.poolRunner = { name: 'warm', createPoolWorker: (options) => warmWorker(options) }
    project.vitest.onClose(() => kept?.worker.stop())
  }
}

function warmWorker (options: PoolOptions): PoolWorker {
  const isReusable = mayShare(options.project)
  const warm = isReusable ? kept : undefined
  const worker = warm?.worker ?? new ThreadsPoolWorker(options)
  const left = (warm?.turns ?? turns) - 1
  const isKept = isReusable && left > 0
  if (isReusable) kept = isKept ? { worker, turns: left } : undefined
  return { ...borrowed(worker, isKept), start: async () => { if (warm === undefined) await worker.start() } }
}

function mayShare (project: TestProject): boolean {
  const { mode, mutantActivation } = project.getProvidedContext() as { mode?: string, mutantActivation?: string }
  return mode === 'mutant' && mutantActivation === 'runtime'
}

/** A thread that outlives its stopping, if it is kept. */
function borrowed (worker: ThreadsPoolWorker, isKept: boolean): Omit<PoolWorker, 'start'> {
  const listeners: Listener[] = []
  const tell = (message: unknown): void => {
    for (const [event, listener] of listeners) if (event === 'message') listener(message)
  }
  return {
    name: 'warm',
    on (...listener) {
      listeners.push(listener)
      worker.on(...listener)
    },
    off: (event, listener) => worker.off(event, listener),
    send (message) {
      if (isKept && isStop(message)) tell(stopped)
      else if (!isCancel(message)) worker.send(message)
    },
    deserialize: (data) => data,
    async stop () {
      if (!isKept) return await worker.stop()
      for (const listener of listeners) worker.off(...listener)
    }
  }
}

function isStop (message: object): boolean {
  return 'type' in message && message.type === 'stop'
}

/**
 * A thread stops at the first failure by itself; what tells it to would come too late, and stop the tests of the next
 * mutant.
 */
function isCancel (message: object): boolean {
  return 'm' in message && message.m === 'onCancel'
}
