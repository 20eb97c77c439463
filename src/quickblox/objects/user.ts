import type { User } from '../../store/world.ts'
import { dateTime } from './date-time.ts'

/** A user as `POST /login.json` answers him; never with his password. */
export function userObject (user: User): object {
  const { last_request_at: asked } = user
  return {
    user: {
      id: user.id,
      full_name: user.full_name,
      email: user.email,
      login: user.login,
      phone: user.phone,
      website: user.website,
      created_at: dateTime(user.created_at),
      updated_at: dateTime(user.updated_at),
      last_request_at: asked === null ? null : dateTime(asked),
      external_user_id: user.external_user_id,
      facebook_id: user.facebook_id,
      twitter_id: user.twitter_id,
      blob_id: user.blob_id,
      custom_data: user.custom_data,
      user_tags: user.user_tags
    }
  }
}
