import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

type Env = Readonly<Record<string, string | undefined>>;

/** The page of a rule on the web, where KOUBO_DOCS_URL says where the pages of docs/rules/ are published. */
export function webUrl(id: string, env: Env): string | undefined {
  const base = env.KOUBO_DOCS_URL;
  return base ? `${base.replace(/\/+$/, '')}/${id}.md` : undefined;
}

/** What a terminal can open: the web page, else the page that came with koubo. Never for files that others will read. */
export function terminalUrl(id: string, env: Env): string | undefined {
  const web = webUrl(id, env);
  if (web !== undefined) return web;
  // From src/commands/ or from a chunk in dist/cli/.
  const page = ['../../docs/rules/', '../docs/rules/']
    .map((home) => fileURLToPath(new URL(`${home}${id}.md`, import.meta.url)))
    .find((file) => existsSync(file));
  return page && pathToFileURL(page).href;
}
