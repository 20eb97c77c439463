/** The workspace of a URL without a prefix; on MongoDB, the one that has the database of the URL. */
export const defaultWorkspace = 'default'
