import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import type { ModelAct, ModelFault } from './acts.ts'
import { at } from './scene.ts'

/** What is known of a workspace besides its world: what is planned, what time it is and what was asked. */
export class Administration {
  readonly #apps: readonly FastifyInstance[]
  readonly #prefix: string
  #turn = 0
  #faults: ModelFault[] = []
  #minutes = 0
  #asked: string[] = []

  /** The servers that are asked in turn, and what the URLs of the workspace begin with. */
  constructor (apps: readonly FastifyInstance[], prefix: string) {
    this.#apps = apps
    this.#prefix = prefix
  }

  /** The fault that hits a request, counted. */
  strike (method: string): ModelFault | undefined {
    const index = this.#faults.findIndex((fault) => fault.method === method)
    const fault = this.#faults[index]
    if (fault === undefined) return undefined
    if (fault.times === 1) this.#faults.splice(index, 1)
    else this.#faults[index] = { ...fault, times: fault.times - 1 }
    return fault
  }

  /** A request was answered; this is its id. */
  asked (id: string): void {
    this.#asked.push(id)
  }

  /** Whether the world is that of the fixtures afterwards. */
  async act (act: ModelAct): Promise<boolean> {
    const afresh = act.what === 'reset' || (act.what === 'drop' && this.#prefix !== '')
    await this.#carryOut(act)
    if (afresh) this.#afresh()
    await this.#look()
    return afresh
  }

  async #carryOut (act: ModelAct): Promise<void> {
    switch (act.what) {
      case 'reset': return this.#do('POST', '/reset')
      case 'drop': return this.#prefix === '' ? undefined : this.#drop()
      case 'clear faults':
        this.#faults = []
        return this.#do('DELETE', '/faults')
      case 'advance':
        this.#minutes += act.minutes
        return this.#do('PUT', '/clock', { advance: { minutes: act.minutes } })
      case 'forget requests':
        this.#asked = []
        return this.#do('DELETE', '/requests')
      case 'plan': {
        const { method, ...fault } = act.fault
        this.#faults.push(act.fault)
        return this.#do('POST', '/faults', { match: { method }, ...fault })
      }
      case 'look':
    }
  }

  async #drop (): Promise<void> {
    const name = this.#prefix.slice('/@'.length)
    const answer = await this.#ask('DELETE', `/__admin/workspaces/${name}`)
    expect(answer.statusCode).toBe(204)
    const { workspaces } = (await this.#ask('GET', '/__admin/workspaces')).json<
      { workspaces: Array<{ name: string }> }
    >()
    expect(workspaces.map((one) => one.name)).not.toContain(name)
  }

  #afresh (): void {
    this.#faults = []
    this.#minutes = 0
    this.#asked = []
  }

  /** What whichever server tells is what is known. */
  async #look (): Promise<void> {
    const { faults } = await this.#tell<{ faults: object[] }>('/faults')
    expect(faults).toEqual(
      this.#faults.map(({ method, ...fault }) => ({ id: expect.any(String), match: { method }, ...fault }))
    )
    const { requests } = await this.#tell<{ requests: Array<{ id: string }> }>('/requests')
    expect(requests.map(({ id }) => id)).toEqual(this.#asked.toReversed())
    const { now } = await this.#tell<{ now: string }>('/clock')
    expect(Math.round((Date.parse(now) - Date.now()) / 60_000) - this.#minutes).toBeCloseTo(0)
  }

  async #do (method: 'POST' | 'PUT' | 'DELETE', path: string, payload?: object): Promise<void> {
    const answer = await this.#ask(method, `${this.#prefix}/__admin${path}`, payload)
    expect([200, 201, 204]).toContain(answer.statusCode)
  }

  async #tell<T> (path: string): Promise<T> {
    return (await this.#ask('GET', `${this.#prefix}/__admin${path}`)).json<T>()
  }

  #ask (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) {
    return at(this.#apps, this.#turn++).inject({ method, url, ...(payload && { payload }) })
  }
}
