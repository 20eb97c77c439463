/** Its first line, as every client writes it: the boundary after two dashes. */
const firstLine = /^--([^\r\n]{1,200}?)(?:--)?[ \t]*\r?\n/

/** Whether a body is `multipart/form-data`, whatever it is labelled. */
export function isMultipart (text: string): boolean {
  return firstLine.test(text)
}

/**
 * The fields of a `multipart/form-data` body, by name and in their order; files are left out. Rejects with what is
 * wrong with a broken one.
 */
export async function multipartFields (text: string): Promise<Array<[string, string]>> {
  // Loaded by the first body that needs it, since most servers never meet one.
  const { Busboy } = await import('@fastify/busboy')
  return new Promise((resolve, reject) => {
    const fields: Array<[string, string]> = []
    const boundary = firstLine.exec(text)?.[1] ?? ''
    const busboy = new Busboy({ headers: { 'content-type': `multipart/form-data; boundary="${boundary}"` } })
    busboy.on('field', (name, value) => { fields.push([name, value]) })
    busboy.on('error', reject)
    busboy.on('finish', () => resolve(fields))
    busboy.end(text)
  })
}
