import { parseJson } from '../shared/parse-json.ts'
import { formOf } from './form.ts'
import { isMultipart, multipartFields } from './multipart.ts'

/** A body that starts like JSON, or like a multipart one, and is broken; what reads it throws. */
export class MalformedBody {
  readonly text: string
  readonly why: string

  constructor (text: string, why: string) {
    this.text = text
    this.why = why
  }
}

/** A multipart body, of which the fields take a moment to read. */
export class MultipartBody {
  readonly text: string

  constructor (text: string) {
    this.text = text
  }
}

/** Of the texts that bodies were read from, in characters; that of one sent in chunks no header tells. */
const lengths = new WeakMap<object, number>()

/** How long the text of a body was, in characters; 0 where none came. */
export function bodyLength (body: unknown): number {
  return lengths.get(body as object) ?? 0
}

/** The text of a body that could not be read; undefined for any other. */
export function malformedText (body: unknown): string | undefined {
  return body instanceof MalformedBody ? body.text : undefined
}

/** What the text of a body holds, whatever it is labelled; what is broken, or takes a moment to read, as such. */
export function readBody (text: string): object {
  return measured(isMultipart(text) ? new MultipartBody(text) : parseParameters(text), text)
}

/** The fields of a multipart body, or that it is broken. */
export async function readMultipart ({ text }: MultipartBody): Promise<object> {
  try {
    return measured(formOf(await multipartFields(text)), text)
  } catch (error) {
    return measured(
      new MalformedBody(text, `multipart/form-data and can't be read: ${(error as Error).message}`),
      text
    )
  }
}

function measured<Body extends object> (body: Body, text: string): Body {
  lengths.set(body, text.length)
  return body
}

function parseParameters (text: string): object {
  const start = text.trimStart()[0]
  if (start !== '{' && start !== '[') return formOf(new URLSearchParams(text))
  try {
    return parseJson(text) as object
  } catch (error) {
    return new MalformedBody(text, `JSON and can't be read: it is ${(error as Error).message}`)
  }
}
