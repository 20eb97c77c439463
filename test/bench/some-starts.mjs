// Starts a mock, or a bare route, so many times in this process, and prints what each start took, as JSON.
const [subject, times] = process.argv.slice(2)

async function bareRoute () {
  const { fastify } = await import('fastify')
  const nothing = { buildValidator: () => () => () => true, buildSerializer: () => () => JSON.stringify }
  const options = subject === 'bare' ? {} : { schemaController: { compilersFactory: nothing } }
  return async () => {
    const app = fastify(options)
    app.delete('/chat/Message/:ids', async () => ({}))
    await app.listen({ port: 0, host: '127.0.0.1' })
    return app
  }
}

async function mock () {
  const { startMockServer } = await import(`${subject}/index.mjs`)
  return () => startMockServer({ store: 'memory' })
}

const start = await (subject.startsWith('bare') ? bareRoute() : mock())
const [cpu, ms] = [[], []]
for (let n = 0; n < Number(times); n++) {
  const [used, began] = [process.cpuUsage(), performance.now()]
  const started = await start()
  ms.push(performance.now() - began)
  const { user, system } = process.cpuUsage(used)
  cpu.push((user + system) / 1000)
  await started.close()
}
console.log(JSON.stringify({ cpu, ms }))
