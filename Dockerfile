# One container: the bot with everything it needs but a token. `docker compose up -d` builds and starts it, see compose.yaml.

FROM node:22-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
# No package of ours needs its install script: what they bring as binaries lies in the packages.
RUN npm ci --ignore-scripts
COPY tsconfig.json tsconfig.build.json ./
COPY src src
COPY plugins plugins
RUN npm run build && npm prune --omit=dev --ignore-scripts

FROM node:22-bookworm-slim
RUN apt-get update \
	&& apt-get install --yes --no-install-recommends ca-certificates ffmpeg \
	&& rm -rf /var/lib/apt/lists/* \
	&& install --directory --owner=node --group=node /data
ENV NODE_ENV=production DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
# Owns nothing here but /data.
USER node
VOLUME /data
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s CMD ["node", "dist/src/healthCheck.js"]
CMD ["node", "dist/src/main.js"]
