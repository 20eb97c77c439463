# The bot of .github/renovate.json pins it by digest; give another as a build argument, such as the stand-in of a machine without a registry.
ARG NODE_IMAGE=node:24-bookworm-slim

# What is built holds nothing of one architecture, so for several of them it is built once.
FROM --platform=$BUILDPLATFORM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json ./
COPY scripts scripts
COPY src src
RUN npm run build

# The optional part of the dependencies finds and starts a mongod on this machine; in a container there is none.
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund \
 && find node_modules -type f \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -iname '*.md' ! -iname 'license*' \) -delete \
 && rm -rf node_modules/.package-lock.json node_modules/fastify/docs node_modules/*/test node_modules/@fastify/*/test

FROM ${NODE_IMAGE}
LABEL org.opencontainers.image.title="quickblox-delete-mock" \
      org.opencontainers.image.description="A stateful stand-in for two calls of the QuickBlox chat API, Delete Message and Delete Dialog" \
      org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /app
COPY package.json LICENSE ./
COPY fixtures fixtures
COPY --from=build /build/node_modules node_modules
COPY --from=build /build/dist dist
# Where a volume can keep an authority, whoever the user is.
RUN mkdir -m 1777 /authority
USER node
EXPOSE 8080
# Patient, since a machine can be busy; it is healthy as soon as it answers.
HEALTHCHECK --interval=10s --timeout=10s --start-period=2m --start-interval=250ms CMD ["node", "/app/dist/cli.js", "health"]
ENTRYPOINT ["node", "--disable-proto=delete", "/app/dist/cli.js"]
