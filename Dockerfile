# Skridt beside a PostgreSQL of its own (compose.yaml). The image holds no secret and no data.
FROM node:26-bookworm-slim AS packages
WORKDIR /skridt
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM node:26-bookworm-slim
ENV NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=3000 \
    DATA_DIR=/data
WORKDIR /skridt
COPY --from=packages /skridt/node_modules node_modules
COPY package.json LICENSE ./
COPY src src
COPY flows flows
COPY locales locales
COPY media media
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/healthz').then((it) => process.exit(it.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
CMD ["node", "--max-old-space-size=512", "src/main.ts"]
