/** What the document of the API says to people, in the routes and schemas. */
const words = new Set(['description', 'summary', 'tags', 'title'])

/** No test repeats the words of the document, so they are not changed. */
export const strykerPlugins = [{
  kind: 'Ignore',
  name: 'words',
  value: {
    shouldIgnore: ({ node }) =>
      node.type === 'ObjectProperty' && words.has(node.key.name) ? 'Words of the document' : undefined
  }
}]
