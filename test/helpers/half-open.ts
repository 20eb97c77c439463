import { connect } from 'node:net'
import type { Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

/** A connection to a server on this machine, of which this side may close its half and still read. */
export function openHalf (url: string): Socket {
  const { port, protocol } = new URL(url)
  const to = { port: Number(port), host: '127.0.0.1', allowHalfOpen: true }
  return protocol === 'https:' ? connectSecurely({ ...to, rejectUnauthorized: false }) : connect(to)
}
