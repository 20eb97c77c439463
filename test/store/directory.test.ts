import { beforeEach, expect, test } from 'vitest'
import type { Stores } from '../../src/store/open-stores.ts'
import { onEveryStore } from '../helpers/stores.ts'
import { small, sorted, user, world } from './things.ts'

onEveryStore('what servers of the same stores know together', (place) => {
  let stores: Stores
  beforeEach(async () => {
    stores = await (await place())()
    return () => stores.close()
  })
  const entered = async (...names: string[]): Promise<boolean[]> => {
    const answers: boolean[] = []
    for (const name of names) answers.push(await stores.directory.enter(name, 2))
    return answers
  }

  test('is which workspaces there are, each once and in order', async () => {
    expect(await stores.directory.names()).toEqual([])
    expect(await entered('b', 'a', 'b')).toEqual([true, true, true])
    expect(await stores.directory.names()).toEqual(['a', 'b'])
  })

  test('has room for so many of them, and again for one when another is dropped', async () => {
    expect(await entered('a', 'b', 'c', 'b')).toEqual([true, true, false, true])
    await stores.drop('a')
    expect(await entered('c', 'a')).toEqual([true, false])
    expect(await stores.directory.names()).toEqual(['b', 'c'])
  })

  test('has no workspace any more that was open when it was dropped', async () => {
    await stores.begin(small)
    await entered('a', 'b')
    await stores.open('a', () => stores.directory.seed())
    await stores.drop('a')
    expect(await stores.directory.names()).toEqual(expect.not.arrayContaining(['a']))
    expect(await stores.find('a')).toBeUndefined()
  })

  test('is what they begin with, from when one says so', async () => {
    await expect(stores.directory.seed()).rejects.toThrow('Nothing was begun with')
    expect(await stores.begin(small)).toBe(true)
    expect(sorted(await stores.directory.seed())).toEqual(small)
    const other = world({ users: [user(7)] })
    expect(await stores.begin(other)).toBe(true)
    expect(await stores.directory.seed()).toEqual(other)
  })
})
