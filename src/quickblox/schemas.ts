import Type from 'typebox'

// What clients send and are answered, for the API's document alone: the routes read and write these by code of their
// own, as tolerant as the vendor's.

const objectId = (description: string) => Type.String({ pattern: '^[0-9a-f]{24}$', description })
const userId = (description: string) => Type.Integer({ minimum: 1, description })
const userIds = (description: string) => Type.Array(Type.Integer({ minimum: 1 }), { description })
const dateTime = (description: string) => Type.String({ format: 'date-time', description })
const seconds = (description: string) => Type.Integer({ description: `${description}, in seconds since 1970.` })
const orNull = <T extends Type.TSchema>(type: T, description: string) =>
  Type.Union([type, Type.Null()], { description })
const secret = (description: string) => Type.String({ format: 'password', description })

export const QuickBloxErrors = Type.Object({
  errors: Type.Union([Type.Array(Type.String()), Type.Record(Type.String(), Type.Array(Type.String()))], {
    description: 'Texts, or texts by the field that they are about.'
  })
}, { description: "A refusal, in the vendor's two shapes." })

const IdGroup = Type.Object({ ids: Type.Array(Type.String()) }, {
  additionalProperties: false,
  description: 'Ids in ascending order.'
})

export const MessagesDeleted = Type.Object({
  SuccessfullyDeleted: IdGroup,
  NotFound: IdGroup,
  WrongPermissions: Type.Optional(IdGroup)
}, {
  additionalProperties: false,
  description: 'Each id of the request once, by what came of it; `WrongPermissions` only when it has ids.'
})

export const DialogsDeleted = Type.Object({
  SuccessfullyDeleted: IdGroup,
  NotFound: IdGroup,
  WrongPermissions: IdGroup
}, {
  additionalProperties: false,
  description: 'Each id of the request once, by what came of it; all three groups, empty ones too.'
})

export const Force = Type.Object({
  force: Type.Optional(
    Type.Unsafe<Forced>({
      enum: [0, 1, '0', '1', true, false, 'true', 'false', '', null],
      description: '1 or true: for everybody. 0, false or nothing: for the caller alone.'
    })
  )
})

type Forced = 0 | 1 | '0' | '1' | boolean | 'true' | 'false' | '' | null

export const NewSession = Type.Object({
  application_id: Type.Integer({ minimum: 1 }),
  auth_key: Type.String(),
  nonce: Type.Union([Type.String(), Type.Number()], { description: 'Any text or number.' }),
  timestamp: Type.Number({ description: 'Now, in seconds since 1970; at most 60 minutes off.' }),
  signature: Type.String({
    description:
      "In hex, the HMAC-SHA1 or HMAC-SHA256, by the application's secret, of the other parameters: `k=v`, sorted, " +
        'joined by `&`, not URL-encoded, nested ones as `user[login]=x`.'
  }),
  user: Type.Optional(Type.Object({
    login: Type.Optional(Type.String()),
    email: Type.Optional(Type.String()),
    password: secret('Needed where somebody is named.')
  }, { description: 'Who signs in, by `login` or `email`. Without it, an application session.' }))
})

export const Session = Type.Object({
  session: Type.Object({
    _id: Type.String({ description: '`id` as a text.' }),
    application_id: Type.Integer(),
    created_at: dateTime('When it was created.'),
    id: Type.Integer(),
    nonce: Type.Union([Type.String(), Type.Integer()], { description: 'As the client sent it.' }),
    token: Type.String({ description: 'For the header `QB-Token`.' }),
    ts: seconds('As the client sent it'),
    updated_at: dateTime('When it was last changed.'),
    user_id: Type.Integer({ minimum: 0, description: '0 for an application session.' })
  }, { additionalProperties: false })
}, { additionalProperties: false })

export const Login = Type.Object({
  login: Type.Optional(Type.String()),
  email: Type.Optional(Type.String({ description: 'In place of `login`.' })),
  password: secret('The user\'s.')
})

export const User = Type.Object({
  user: Type.Object({
    id: userId('The user.'),
    full_name: orNull(Type.String(), 'The name that people see.'),
    email: orNull(Type.String(), 'Another name for signing in.'),
    login: orNull(Type.String(), 'The name for signing in.'),
    phone: orNull(Type.String(), 'The phone number.'),
    website: orNull(Type.String(), 'The address of a web page.'),
    created_at: dateTime('When the user signed up.'),
    updated_at: dateTime('When the user was last changed.'),
    last_request_at: orNull(dateTime('A time.'), 'When the user last asked for anything, as the fixtures have it.'),
    external_user_id: orNull(Type.String(), 'The id in another system.'),
    facebook_id: orNull(Type.String(), 'The id at Facebook.'),
    twitter_id: orNull(Type.String(), 'The id at Twitter.'),
    blob_id: orNull(Type.Integer(), 'The id of the picture.'),
    custom_data: orNull(Type.String(), 'Anything that an application keeps with the user.'),
    user_tags: orNull(Type.String(), 'Tags, with commas between them.')
  }, { additionalProperties: false })
})

export const Dialog = Type.Object({
  _id: objectId('The dialog.'),
  type: Type.Enum([1, 2, 3], { description: '1 is a public group, 2 a group, 3 a private dialog.' }),
  name: orNull(Type.String(), 'What people call it.'),
  photo: orNull(Type.String(), 'The id or URL of its picture.'),
  user_id: userId('The owner.'),
  occupants_ids: userIds('Who takes part.'),
  admin_ids: userIds('Who may delete the messages of others.'),
  data: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'Its custom parameters, where it has some: `class_name` and the fields of that class.'
    })
  ),
  created_at: dateTime('When it was created.'),
  updated_at: dateTime('When it was last changed.'),
  last_message: orNull(Type.String(), 'The text of the newest message.'),
  last_message_date_sent: orNull(Type.Integer(), 'When that was sent, in seconds since 1970.'),
  last_message_id: orNull(objectId('A message.'), 'Which one that is.'),
  last_message_user_id: orNull(userId('A user.'), 'Who sent it.'),
  unread_messages_count: orNull(Type.Integer({ minimum: 0 }), 'How many the caller has not read.'),
  xmpp_room_jid: orNull(Type.String(), 'Where a group talks; null for a private dialog.')
}, { description: 'A dialog, with its custom keys.' })

export const Message = Type.Object({
  _id: objectId('The message.'),
  chat_dialog_id: objectId('The dialog it was sent to.'),
  sender_id: userId('Who sent it.'),
  recipient_id: orNull(userId('A user.'), 'Whom it was sent to in a private dialog.'),
  message: orNull(Type.String(), 'What it says.'),
  date_sent: seconds('When it was sent'),
  created_at: dateTime('When it was created.'),
  updated_at: dateTime('When it was last changed.'),
  attachments: Type.Array(Type.Unknown(), { description: 'What is attached to it.' }),
  markable: Type.Optional(
    Type.Enum([0, 1], { description: 'Whether the sender asked to hear of its being read, where he said so.' })
  ),
  read: Type.Enum([0, 1], { description: 'Whether the other user of a private dialog has read it; 0 in groups.' }),
  read_ids: userIds('Who has read it; nobody is told of a public group.'),
  delivered_ids: userIds('Whom it reached; nobody is told of a public group.')
}, { description: 'A message, with its custom keys.' })

/** A message as it is answered before its dates are known. */
export const CreatedMessage = Type.Object({
  ...Message.properties,
  created_at: Type.Null({ description: 'Not known yet.' }),
  updated_at: Type.Null({ description: 'Not known yet.' }),
  recipient_id: Type.Integer({ minimum: 0, description: 'Whom it was sent to in a private dialog; 0 in a group.' })
}, { description: 'A message just created, with its custom keys.' })

const page = {
  skip: Type.Integer({ minimum: 0 }),
  limit: Type.Integer({ minimum: 1, maximum: 100 })
}

const ItemCount = Type.Object({ items: Type.Object({ count: Type.Integer({ minimum: 0 }) }) }, {
  additionalProperties: false,
  description: 'The answer to `count=1`.'
})
export const DialogList = Type.Union([
  Type.Object({ total_entries: Type.Integer({ minimum: 0 }), ...page, items: Type.Array(Dialog) }),
  ItemCount
])
export const MessageList = Type.Union([Type.Object({ ...page, items: Type.Array(Message) }), ItemCount])

export const ListQuery = Type.Object({
  limit: Type.Optional(
    Type.Integer({ minimum: 1, description: 'No more than so many; above 100 is 100. Default: 100.' })
  ),
  skip: Type.Optional(Type.Integer({ minimum: 0, description: 'How many to leave out first. Default: 0.' })),
  count: Type.Optional(Type.Enum([0, 1], { description: '1 asks for their number alone.' })),
  sort_asc: Type.Optional(Type.String({ description: 'A field to sort by.' })),
  sort_desc: Type.Optional(Type.String({ description: 'A field to sort by, the greatest first.' }))
})

export const NewDialog = Type.Object({
  type: Type.Enum([1, 2, 3], { description: '1 is a public group, 2 a group, 3 a private dialog.' }),
  name: Type.Optional(Type.String()),
  photo: Type.Optional(Type.String()),
  occupants_ids: Type.Optional(
    Type.Union([Type.String({ description: 'With commas between them.' }), userIds('')], {
      description: 'Who takes part besides the caller; in a private dialog, one other user.'
    })
  ),
  admin_ids: Type.Optional(
    Type.Union([Type.String({ description: 'With commas between them.' }), userIds('')], {
      description: 'Who may delete the messages of others; nobody in a private dialog.'
    })
  ),
  data: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'Custom parameters: `class_name` and the fields of that class; in a form, `data[FIELD]=V`.'
    })
  )
}, { description: 'Other keys are custom keys: kept and shown.' })

export const NewMessage = Type.Object({
  chat_dialog_id: Type.Optional(objectId('The dialog to send it to; needed where there is no `recipient_id`.')),
  recipient_id: Type.Optional(
    userId('Whom to send it to, in the private dialog of the two, which is made if there is none.')
  ),
  message: Type.Optional(Type.String()),
  attachments: Type.Optional(Type.Array(Type.Unknown())),
  markable: Type.Optional(Type.Enum([0, 1], { description: 'Whether the sender asks to hear of its being read.' }))
}, { description: 'Other keys are custom keys: kept and shown.' })

const idList = (description: string) => Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { description }))
const change = (what: string) =>
  Type.Optional(
    Type.Object({
      occupants_ids: idList('Of those who take part.'),
      admin_ids: idList('Of those who may delete the messages of others.')
    }, { description: what })
  )

export const DialogChange = Type.Object({
  name: Type.Optional(Type.String({ description: 'Of a group.' })),
  photo: Type.Optional(Type.String()),
  data: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: 'Custom parameters; those that are not named stay.' })
  ),
  admin_ids: idList('All the admins of a group.'),
  push_all: change('Users who are added to a group.'),
  pull_all: change('Users who are taken out of a group. The caller among them leaves it, as by a delete.')
}, { description: 'What is not named stays.' })

const mark = (description: string) =>
  Type.Optional(
    Type.Unsafe<0 | 1 | '0' | '1'>({ enum: [0, 1, '0', '1', true, false, 'true', 'false', ''], description })
  )

export const MessageChange = Type.Object({
  chat_dialog_id: Type.Optional(objectId('The dialog; needed where no message is named.')),
  read: mark('1: the caller has read it. 0: he has not.'),
  delivered: mark('1: it reached the caller.'),
  message: Type.Optional(Type.String({ description: 'Another text, from who sent it.' }))
}, { description: 'What is not named stays.' })

export const UnreadCounts = Type.Object({ total: Type.Integer({ minimum: 0 }) }, {
  additionalProperties: Type.Integer({ minimum: 0 }),
  description: 'By dialog, how many messages the caller has not read.'
})

export const UserQuery = Type.Object({
  page: Type.Optional(Type.Integer({ minimum: 1, description: 'Default: 1.' })),
  per_page: Type.Optional(Type.Integer({ minimum: 1, description: 'No more than so many, at most 100. Default: 10.' })),
  'filter[]': Type.Optional(
    Type.Array(Type.String(), {
      description:
        '`TYPE FIELD OPERATOR VALUE`, like `number id in 1,2`, with `gt`, `lt`, `ge`, `le`, `eq`, `ne`, `between` or ' +
          '`in`.'
    })
  ),
  order: Type.Optional(
    Type.String({ description: '`asc` or `desc`, a type and a field, like `asc date created_at`. Default: by id.' })
  )
})

export const UserList = Type.Object({
  current_page: Type.Integer({ minimum: 1 }),
  per_page: Type.Integer({ minimum: 1, maximum: 100 }),
  total_entries: Type.Integer({ minimum: 0 }),
  items: Type.Array(User)
}, { additionalProperties: false })
