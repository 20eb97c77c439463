import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { promisify } from 'node:util'
import { MongoInstance } from 'mongodb-memory-server-core'
import type { TemporaryFolder } from '../../shared/temporary-folder.ts'
import { adviceOnRoom, makeDataFolder } from './data-folder.ts'
import { StoreError, reasonOf } from '../stores.ts'

/** A mongod of our own, with a temporary folder for its data. */
export interface Mongod {
  readonly uri: string
  /** Stops it and removes its data; harmless when called again. */
  stop(): Promise<void>
}

/** How long it may take to shut down, in milliseconds; nothing of it is needed any more. */
const graceTime = 1000

/** How long it may take to tell its version, and then to start, in milliseconds: long, as a machine can be busy. */
const launchTimeout = 60_000

/** With so many ports it is tried: one that is free may be taken before the mongod has it. */
const mostPorts = 3

/** @throws StoreError when it does not start; nothing is left of it then */
export async function startMongod (binary: string): Promise<Mongod> {
  const version = await versionOf(binary)
  for (let ports = 1; ; ports++) {
    try {
      return await startAt(await freePort(), binary, version)
    } catch (error) {
      if (ports === mostPorts || !/already in use/.test(reasonOf(error))) throw error
    }
  }
}

async function startAt (port: number, binary: string, version: string): Promise<Mongod> {
  const folder = await makeDataFolder()
  const instance = new MongoInstance({
    instance: {
      ip: '127.0.0.1',
      port,
      dbPath: folder.path,
      storageEngine: parseInt(version) < 7 ? 'ephemeralForTest' : 'wiredTiger',
      launchTimeout
    },
    binary: { systemBinary: binary, version },
    // In a group of its own a Ctrl-C does not reach it, so that requests under way are still answered.
    spawn: { detached: process.platform !== 'win32' }
  })
  const stop = stopper(instance, folder)
  try {
    await instance.start()
  } catch (error) {
    const advice = await adviceOnRoom(folder)
    await stop()
    throw new StoreError(`The mongod at ${binary} does not start: ${reasonOf(error)}${advice}`)
  }
  return { uri: `mongodb://127.0.0.1:${port}`, stop }
}

function stopper (instance: MongoInstance, folder: TemporaryFolder): () => Promise<void> {
  const killNow = (): void => {
    for (const child of [instance.mongodProcess, instance.killerProcess]) child?.kill('SIGKILL')
  }
  // Before the folder goes at the exit, so that nothing is written to it any more.
  process.prependOnceListener('exit', killNow)
  return async () => {
    setTimeout(() => instance.mongodProcess?.kill('SIGKILL'), graceTime).unref()
    await instance.stop()
    await folder.remove()
    process.off('exit', killNow)
  }
}

/** mongodb-memory-server has no good end for a program that can't be run, so that is tried first. */
async function versionOf (binary: string): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['--version'], { timeout: launchTimeout })
    const version = /db version v(\d+\.\d+\.\d+)/.exec(stdout)?.[1]
    if (version !== undefined) return version
  } catch (error) {
    throw new StoreError(`The mongod at ${binary} does not run: ${reasonOf(error)}`)
  }
  throw new StoreError(`${binary} is not a mongod: --version does not tell one`)
}

async function freePort (): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  await once(probe.close(), 'close')
  return port
}
