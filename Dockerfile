FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:24-slim
ENV NODE_ENV=production
# The one place that is written to; the root file system may be read-only.
ENV DATABASE_URL=sqlite:/data/rapporteur.db XDG_CACHE_HOME=/data/cache
WORKDIR /app
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json LICENSE ./
COPY src ./src
COPY config ./config
RUN install -d -o node -g node /data
USER node
VOLUME /data
HEALTHCHECK --interval=60s --timeout=10s --start-period=60s CMD ["node", "src/cli/rapporteur.mjs", "status", "--health"]
ENTRYPOINT ["node", "src/cli/rapporteur.mjs"]
CMD ["run", "config/vancouver.yaml"]
