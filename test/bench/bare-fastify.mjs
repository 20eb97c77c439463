// What a delete costs where nothing is looked at, known or changed: one bare Fastify route.
import { fastify } from 'fastify'

const answer = {
  SuccessfullyDeleted: { ids: ['54fdbb69535c12c2e407c672', '54fdbb69535c12c2e407c673'] },
  NotFound: { ids: [] }
}
const app = fastify()
app.delete('/chat/Message/:ids', async () => answer)
process.stdout.write(`Listening on ${await app.listen({ port: Number(process.env.PORT ?? 0), host: '127.0.0.1' })}\n`)
process.once('SIGTERM', () => app.close())
