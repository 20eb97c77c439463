/** Tags of DER, the encoding of certificates. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31
} as const

/** The tag that a field of a structure has in the place of its own. */
export const context = (number: number, constructed = false): number => 0x80 | (constructed ? 0x20 : 0) | number

export function element (tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body)]), body])
}

export function sequence (...parts: readonly Uint8Array[]): Buffer {
  return element(tags.sequence, ...parts)
}

/** A number without a sign, of any size. */
export function integer (bytes: Uint8Array): Buffer {
  return element(tags.integer, Buffer.from((bytes[0] ?? 0) >= 0x80 ? [0] : []), bytes)
}

/** An object identifier such as `2.5.29.30`. */
export function oid (name: string): Buffer {
  const [first = 0, second = 0, ...rest] = name.split('.').map(Number)
  return element(tags.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

/** A time: two digits for the year before 2050, four from then on, as RFC 5280 has it. */
export function time (milliseconds: number): Buffer {
  const digits = `${new Date(milliseconds).toISOString().replace(/[^\d]/g, '').slice(0, 14)}Z`
  return digits < '2050' ? element(tags.utcTime, Buffer.from(digits.slice(2))) : element(tags.time, Buffer.from(digits))
}

/** One element that was read: its tag and what is in it. */
export interface Element {
  readonly tag: number
  readonly content: Buffer
}

/** The elements that stand one after another in well-formed DER. */
export function * elementsIn (bytes: Buffer): Generator<Element> {
  for (let at = 0; at < bytes.length;) {
    const size = bytes.readUInt8(at + 1)
    const sizeOfSize = size < 0x80 ? 0 : size & 0x7f
    const start = at + 2 + sizeOfSize
    const end = start + (sizeOfSize === 0 ? size : bytes.readUIntBE(at + 2, sizeOfSize))
    yield { tag: bytes.readUInt8(at), content: bytes.subarray(start, end) }
    at = end
  }
}

function lengthOf ({ length }: Uint8Array): readonly number[] {
  if (length < 0x80) return [length]
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  return [0x80 | bytes.length, ...bytes]
}

function base128 (number: number): number[] {
  const low = number & 0x7f
  const high = base128High(number >> 7)
  return [...high, low]
}

function base128High (number: number): number[] {
  return number === 0 ? [] : [...base128High(number >> 7), 0x80 | (number & 0x7f)]
}
