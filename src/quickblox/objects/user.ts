import type { User } from '../../store/world.ts'

/** A user as `POST /login.json` answers him; never with his password. What this mock does not keep is null. */
export function userObject (user: User): object {
  return {
    user: {
      id: user.id,
      full_name: user.full_name,
      email: user.email,
      login: user.login,
      phone: null,
      website: null,
      created_at: null,
      updated_at: null,
      last_request_at: null,
      external_user_id: null,
      facebook_id: null,
      twitter_id: null,
      blob_id: null,
      custom_data: null,
      user_tags: null
    }
  }
}
