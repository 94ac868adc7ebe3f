/** A UUID (version 7 when made by us), made where the thing is made: on the phone or on the server. */
export type Id = string

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Is this text a UUID in the only spelling we accept (lower case, with hyphens)? */
export const isId = (text: unknown): text is Id => typeof text === 'string' && uuid.test(text)
