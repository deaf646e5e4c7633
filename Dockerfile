# docker build -t koubo .
# docker run --rm -v "$PWD:/work" koubo check 话术/

FROM node:20-slim AS build
WORKDIR /koubo
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm pack --ignore-scripts --pack-destination /

FROM node:20-slim
# For --changed. The folder that is mounted belongs to somebody else, which git would refuse.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends git \
 && rm -rf /var/lib/apt/lists/* \
 && git config --system --add safe.directory '*'
COPY --from=build /koubo-*.tgz /tmp/
RUN npm install --global --ignore-scripts --no-audit --no-fund /tmp/koubo-*.tgz
USER node
WORKDIR /work
ENTRYPOINT ["koubo"]
