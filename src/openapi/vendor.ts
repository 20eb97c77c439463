import Type from 'typebox'
import type { TSchema } from 'typebox'
import * as schemas from '../quickblox/schemas.ts'
import { json, parametersOf } from './openapi.ts'
import type { Header, Operation, Parameter, Paths, Response } from './openapi.ts'

const form = 'application/x-www-form-urlencoded'

const anyCaller = [{ token: [] }, { apiKey: [] }]
const session = [{ token: [] }]

const onBehalfOf: Parameter = {
  name: 'On-Behalf-Of',
  in: 'header',
  description: 'With an API key, the user of its application to act for; read only where there is no `QB-Token`.',
  schema: Type.Integer({ minimum: 1 })
}

/** What all answers of the vendor carry. */
export const vendorHeaders: Readonly<Record<string, Header>> = {
  'QuickBlox-REST-API-Version': { description: "The vendor's.", schema: Type.Literal('0.1.1') },
  'X-Request-Id': { description: 'Another for every request.', schema: Type.String({ format: 'uuid' }) },
  'QB-Token-ExpirationDate': {
    description: 'When the session of a valid `QB-Token` ends unless it is used before.',
    schema: Type.String({ examples: ['2026-11-22 09:44:25 +0000'] })
  }
}

const headers = Object.fromEntries(
  Object.keys(vendorHeaders).map((name) => [name, { $ref: `#/components/headers/${name}` }])
)

function answer (description: string, schema?: TSchema): Response {
  return { description, headers, ...(schema !== undefined && { content: { [json]: { schema } } }) }
}

function refusal (description: string): Response {
  return answer(description, schemas.QuickBloxErrors)
}

/** What every call that needs a caller may be refused. */
const refusals = {
  400: refusal('The body starts like JSON and is broken (ours).'),
  401: refusal('No token, one that is unknown or has expired, or an unknown API key.'),
  413: refusal('The body is too large (ours).'),
  431: refusal('The URL and the headers are too long: 64 KiB of ids always fit (ours).'),
  503: refusal('The store does not answer (ours).')
}

const { 400: brokenBody, 413: hugeBody, ...bodiless } = refusals

const noResource = refusal('There is no such thing.')
const notAllowed = refusal('The caller may not do this.')

function body (schema: TSchema, required = true): NonNullable<Operation['requestBody']> {
  return { ...(required && { required }), content: { [form]: { schema }, [json]: { schema } } }
}

function deletion (what: string, responses: Operation['responses']): Operation {
  return {
    summary: `Delete ${what}`,
    description:
      `Hides ${what} from the caller, or with \`force\` deletes them for everybody; an application always does. The ` +
        'path may lack `.json`.',
    tags: ['Deletion'],
    security: anyCaller,
    parameters: [
      {
        name: 'ids',
        in: 'path',
        required: true,
        description: 'Ids with commas between them. One that is no ObjectId is never found.',
        schema: Type.String({ examples: ['5d76b949a0eb4721f80b72ab,5d76b657a28f9a0cc7cb0f99'] })
      },
      ...parametersOf('query', schemas.Force),
      onBehalfOf
    ],
    requestBody: body(schemas.Force, false),
    responses: {
      ...responses,
      ...refusals,
      403: refusal('One id, and the caller may not delete it; or `On-Behalf-Of` is no user of the application.'),
      404: refusal('None of the ids exists.'),
      422: refusal('The session has no user, or `force` is neither yes nor no (ours).')
    }
  }
}

function list (what: string, description: string, query: TSchema, responses: Operation['responses']): Operation {
  const filters =
    'Any field filters: `field=v`, or `field[operator]=v` with `lt`, `lte`, `gt`, `gte`, `ne`, `in`, `nin`, `all` or ' +
      '`ctn`; so do custom parameters of dialogs as `data[FIELD]=v`, and `attachments.type` and custom keys of ' +
      'messages. Other parameters are ignored, unless `unknownParameters` is `refused`. A JSON body counts like the ' +
      'query.'
  return {
    summary: `List ${what}`,
    description: `${description} ${filters}`,
    tags: ['Dialogs and messages'],
    security: anyCaller,
    parameters: [...parametersOf('query', query), onBehalfOf],
    responses: {
      ...responses,
      ...refusals,
      422: refusal("The session has no user, or a parameter can't be used (ours).")
    }
  }
}

function creation (what: string, schema: TSchema, responses: Operation['responses']): Operation {
  return {
    summary: `Create a ${what}`,
    tags: ['Dialogs and messages'],
    security: anyCaller,
    parameters: [onBehalfOf],
    requestBody: body(schema),
    responses: { ...responses, ...refusals, 422: refusal('The caller is no user, or a field can\'t be used (ours).') }
  }
}

function one (what: string, schema: TSchema): Operation {
  return {
    summary: `A ${what} by its id`,
    description: 'One that the caller hid is not found.',
    tags: ['Dialogs and messages'],
    security: anyCaller,
    parameters: [idPath(what), onBehalfOf],
    responses: {
      200: answer(`The ${what}.`, schema),
      ...bodiless,
      403: notAllowed,
      404: noResource,
      422: refusal('The session has no user.')
    }
  }
}

function change (summary: string, parameters: readonly Parameter[], schema: TSchema, done: Response): Operation {
  return {
    summary,
    description: 'The fields may be in the query, too. A refused request changes nothing.',
    tags: ['Dialogs and messages'],
    security: anyCaller,
    parameters: [...parameters, onBehalfOf],
    requestBody: body(schema, false),
    responses: {
      200: done,
      ...refusals,
      403: notAllowed,
      404: noResource,
      422: refusal("The session has no user, or a field can't be used (ours).")
    }
  }
}

function idPath (what: string): Parameter {
  return {
    name: 'ids',
    in: 'path',
    required: true,
    description: `The id of a ${what}.`,
    schema: Type.String({ examples: ['5d76b949a0eb4721f80b72ab'] })
  }
}

function users (
  summary: string,
  parameters: readonly Parameter[],
  done: Response,
  more: Operation['responses'] = {}
): Operation {
  return {
    summary,
    tags: ['Users'],
    security: anyCaller,
    parameters: [...parameters, onBehalfOf],
    responses: {
      200: done,
      ...bodiless,
      403: notAllowed,
      422: refusal("The session has no user, or a parameter can't be used (ours)."),
      ...more
    }
  }
}

function required (name: string, description: string): Parameter {
  return { name, in: 'query', required: true, description, schema: Type.String() }
}

function signing (summary: string, operation: Omit<Operation, 'summary' | 'tags'>): Operation {
  return { summary, tags: ['Sessions'], security: session, ...operation }
}

const messageQuery = Type.Object({
  chat_dialog_id: Type.String({ description: 'The dialog.' }),
  ...schemas.ListQuery.properties
})

/** The vendor's calls. */
export const vendorPaths: Paths = {
  '/chat/Message/unread.json': {
    get: {
      summary: 'How many messages the caller has not read',
      description: 'Those of public groups are not counted.',
      tags: ['Dialogs and messages'],
      security: anyCaller,
      parameters: [{
        name: 'chat_dialog_ids',
        in: 'query',
        description: 'Dialogs, with commas between them; without it, all that the caller sees.',
        schema: Type.String()
      }, onBehalfOf],
      responses: {
        200: answer('Their number, and that of each dialog that was named.', schemas.UnreadCounts),
        ...bodiless,
        403: notAllowed,
        422: refusal('The caller is no user.')
      }
    }
  },
  '/chat/Message/{ids}.json': {
    get: one('message', schemas.Message),
    put: change(
      'Change messages',
      [{ ...idPath('message'), description: 'Ids with commas between them; those that there are are changed.' }],
      schemas.MessageChange,
      answer('Nothing.')
    ),
    delete: deletion('messages', {
      200: answer(
        'What came of each id; with the option `singleMessageBody: empty`, nothing for a single one.',
        schemas.MessagesDeleted
      )
    })
  },
  '/chat/Dialog/{ids}.json': {
    get: one('dialog', schemas.Dialog),
    put: change(
      'Change a dialog',
      [idPath('dialog')],
      schemas.DialogChange,
      answer('The dialog as it is afterwards.', schemas.Dialog)
    ),
    delete: deletion('dialogs', {
      200: answer('Nothing for a single id; of several, what came of each.', schemas.DialogsDeleted)
    })
  },
  '/chat/Dialog.json': {
    get: list('dialogs', 'Those that the caller still sees; for an application, all of its own.', schemas.ListQuery, {
      200: answer('A page of them.', schemas.DialogList)
    }),
    post: creation('dialog', schemas.NewDialog, {
      201: answer("The dialog; of two users' private one, the one there was.", schemas.Dialog)
    })
  },
  '/chat/Message.json': {
    get: list(
      'messages',
      'Those of a dialog, oldest first, without those that are hidden from the caller.',
      messageQuery,
      { 200: answer('A page of them.', schemas.MessageList), 403: notAllowed, 404: noResource }
    ),
    post: creation('message', schemas.NewMessage, {
      201: answer('The message.', schemas.CreatedMessage),
      403: notAllowed,
      404: noResource
    }),
    put: change('Mark all messages of a dialog', [], schemas.MessageChange, answer('Nothing.'))
  },
  '/users.json': {
    get: users('List users', parametersOf('query', schemas.UserQuery), answer('A page of them.', schemas.UserList))
  },
  '/users/by_full_name.json': {
    get: users('List users by their name', [
      required('full_name', 'A part of it, of at least 3 characters.'),
      ...parametersOf('query', schemas.UserQuery)
    ], answer('A page of them.', schemas.UserList))
  },
  '/users/by_login.json': {
    get: users('A user by login', [required('login', 'The name for signing in.')], answer('The user.', schemas.User), {
      404: noResource
    })
  },
  '/users/by_email.json': {
    get: users('A user by email', [required('email', 'The address.')], answer('The user.', schemas.User), {
      404: noResource
    })
  },
  '/users/{id}.json': {
    get: users(
      'A user by id',
      [{ name: 'id', in: 'path', required: true, description: 'The user.', schema: Type.Integer({ minimum: 1 }) }],
      answer('The user.', schemas.User),
      { 404: noResource }
    )
  },
  '/session.json': {
    post: signing('Create a session', {
      security: [],
      requestBody: body(schemas.NewSession),
      responses: {
        201: answer('The session.', schemas.Session),
        ...refusals,
        401: refusal('No such user, or another password.'),
        422: refusal("The signature is not that of the application's secret, or a field can't be used.")
      }
    }),
    get: signing('The session of a token', {
      responses: { 200: answer('The session.', schemas.Session), ...bodiless }
    }),
    delete: signing('End the session', { responses: { 200: answer('Nothing: the token is dead.'), ...bodiless } })
  },
  '/login.json': {
    post: signing('Make it the session of a user', {
      requestBody: body(schemas.Login),
      responses: { 202: answer('The user.', schemas.User), ...refusals, 422: refusal('A field is missing (ours).') }
    }),
    delete: signing('Make it an application session again', { responses: { 200: answer('Nothing.'), ...bodiless } })
  }
}
