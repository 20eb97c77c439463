import type { Session } from '../../store/world.ts'
import { dateTime } from './date-time.ts'

/** A session as `POST` and `GET /session.json` answer it. */
export function sessionObject (session: Session): object {
  return {
    session: {
      _id: String(session.id),
      application_id: session.application_id,
      created_at: dateTime(session.created_at),
      id: session.id,
      nonce: session.nonce,
      token: session.token,
      ts: session.ts,
      updated_at: dateTime(session.updated_at),
      user_id: session.user_id
    }
  }
}
