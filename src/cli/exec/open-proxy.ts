import { readFile } from 'node:fs/promises'
import type { Hop } from '../../http/connect.ts'
import { Relay } from '../../http/relay.ts'
import type { MockServer } from '../../workspace/server-handle.ts'
import { environment } from '../../options/option.ts'
import type { Closable } from '../../shared/closable.ts'
import { makeTemporaryFolder } from '../../shared/temporary-folder.ts'
import { readProxies } from './proxies.ts'
import { proxyEnvironment } from './proxy-environment.ts'

/**
 * Opens a proxy on loopback that leads to the mock by some names, and for all else where the command would have gone;
 * the variables that say so.
 */
export async function openProxy (
  mock: MockServer,
  names: readonly string[],
  opened: Closable[]
): Promise<Record<string, string>> {
  const proxies = readProxies(environment)
  const folder = await makeTemporaryFolder()
  opened.push({ close: folder.remove })
  const ca = mock.caPath === undefined ? '' : await readFile(mock.caPath, 'utf8')
  const toMock: Hop = { url: new URL(mock.proxyUrl ?? mock.url), ...(ca !== '' && { ca }) }
  const relay = await Relay.open((target, tunnel) => {
    if (names.includes(target.host)) return toMock
    const url = proxies.of(target, tunnel)
    return url && { url }
  })
  opened.push(relay)
  const variables = await proxyEnvironment({
    proxyUrl: relay.url,
    ca,
    names,
    exceptions: proxies.exceptions,
    folder: folder.path
  }, environment)
  return { ...variables, QUICKBLOX_MOCK_PROXY: relay.url }
}
