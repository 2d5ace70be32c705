# One image for every role. The command chooses: the API (default), a worker's main, or the command line `loom`.
ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-bookworm-slim AS base
ENV NODE_ENV=production
WORKDIR /app

# Everything that needs a compiler. It stays behind here.
FROM base AS modules
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 make g++ \
 && rm -rf /var/lib/apt/lists/*
# Node's headers are part of the base image, so node-gyp has nothing to download.
ENV npm_config_nodedir=/usr/local
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    npm ci --include=dev --ignore-scripts \
 && npm_config_build_from_source=true npm rebuild better-sqlite3

FROM modules AS build
COPY .swcrc ./
COPY scripts scripts
COPY libs libs
COPY apps apps
RUN node scripts/build.mjs \
 && npm prune --omit=dev --ignore-scripts \
 && rm -rf node_modules/better-sqlite3/deps node_modules/better-sqlite3/src node_modules/better-sqlite3/build/Release/obj*

FROM base AS runtime
# What the commands of models and the checks of plans find beside Node: `--build-arg TOOLS="python3 make gcc"`.
ARG TOOLS="python3"
RUN apt-get update \
 && apt-get install -y --no-install-recommends git bubblewrap ${TOOLS} \
 && rm -rf /var/lib/apt/lists/* \
 && ln -s /app/dist/apps/cli/src/main.js /usr/local/bin/loom \
 && mkdir /data /workspaces \
 && chmod 1777 /data /workspaces
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/package.json package.json
COPY --from=build /app/dist dist
COPY docker/health.mjs docker/health.mjs
COPY docker/loom.toml /etc/loom/loom.toml
ENV LOOM_CONFIG=/etc/loom/loom.toml
USER node
EXPOSE 9000
CMD ["node", "dist/apps/api/src/main.js"]
