import { defaultWorkspace } from '../shared/default-workspace.ts'
import type { Stores } from '../store/open-stores.ts'
import { workspaceHandle } from './handle.ts'
import type { MockWorkspace } from './mock-workspace.ts'
import { WorkspaceError } from './workspace-error.ts'
import type { Workspace } from './workspace.ts'
import type { Workspaces } from './workspaces.ts'

/** A running mock, as a test holds it; its own members are those of the default workspace. */
export interface MockServer extends MockWorkspace, AsyncDisposable {
  /**
   * Where the certificate is that clients must trust, in PEM, as `NODE_EXTRA_CA_CERTS` takes it; undefined unless the
   * mock made one, for `https` or `as`. It is gone when the mock is closed, but for one in `caDir`.
   */
  readonly caPath: string | undefined
  /**
   * What a client that asks for one of the names in `as` takes for its HTTP proxy; undefined without `as`. Only these
   * names are answered there, by the mock itself, and `caPath` is whom such a client must trust.
   */
  readonly proxyUrl: string | undefined
  /** Which store runs: `memory`, `mongod` or `mongodb`, and one line that says why. */
  readonly store: Pick<Stores, 'kind' | 'description'>
  /**
   * A world of its own beside the others, made on first use from the same fixtures: one for each worker of a test
   * runner, say.
   *
   * @throws WorkspaceError for a name that is not 1 to 32 lower-case letters, digits, `-` and `_`, and when there are
   * 256 workspaces already
   */
  workspace(name: string): Promise<NamedWorkspace>
  /**
   * Stops it and frees all that it opened; harmless when called again. Whatever still waits, hangs or listens is cut
   * off.
   */
  close(): Promise<void>
}

/** A world beside the default one, as a test holds it; `await using` removes it at the end of the scope. */
export interface NamedWorkspace extends MockWorkspace, AsyncDisposable {
  /**
   * Forgets the workspace, and its database; harmless when called again or after the mock was closed. Whatever waits
   * for it is cut off.
   *
   * @throws WorkspaceError for the workspace `default`, which stays
   */
  remove(): Promise<void>
}

/** A mock that listens there, as a test holds it until it is closed. */
export function serverHandle (
  { url, ...place }: Pick<MockServer, 'url' | 'proxyUrl' | 'caPath' | 'store'>,
  workspaces: Workspaces,
  closeOnce: () => Promise<void>
): MockServer {
  let closing: Promise<void> | undefined
  const close = (): Promise<void> => {
    closing ??= closeOnce()
    return closing
  }
  const here = (name: string) => (): Workspace => {
    const workspace = workspaces.find(name)
    if (closing !== undefined) throw new Error('The mock is closed')
    if (workspace === undefined) {
      throw new WorkspaceError(404, `The workspace "${name}" was deleted; open it again with workspace("${name}")`)
    }
    return workspace
  }
  const open = async (name: string): Promise<NamedWorkspace> => {
    if (closing !== undefined) throw new Error('The mock is closed')
    await workspaces.openOrCreate(name)
    const remove = async (): Promise<void> => {
      if (closing === undefined) await workspaces.drop(name)
    }
    return {
      ...workspaceHandle(name, name === defaultWorkspace ? url : `${url}/@${name}`, here(name)),
      remove,
      [Symbol.asyncDispose]: remove
    }
  }
  return {
    ...workspaceHandle(defaultWorkspace, url, here(defaultWorkspace)),
    ...place,
    workspace: open,
    close,
    [Symbol.asyncDispose]: close
  }
}
