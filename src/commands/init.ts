import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { stringify } from 'yaml';
import { EXTENSIONS } from '../input/formats.js';
import { type SetupMessages, setupMessagesFor } from '../messages/setup.js';
import { loadBundle } from '../rules/bundle.js';
import { nearest } from '../rules/errors.js';
import { type Context, ExitCode, Failure } from './context.js';
import { checkNames, knownNames } from './engine.js';
import type { CommandModule } from './index.js';
import { collect } from './options.js';

interface Options {
  yes?: boolean;
  force?: boolean;
  trade?: string;
  platform?: string;
  ownBrand?: string[];
  ci?: boolean;
  hook?: boolean;
}

/** `koubo init`: asks what it must, writes koubo.yaml, .kouboignore and, if wanted, a workflow and a pre-commit entry. */
const module: CommandModule = {
  define(command, context, done) {
    const t = setupMessagesFor(context.lang);
    const { cli } = context.m;
    command
      .option('-y, --yes', t.optYes)
      .option('--force', t.optForce)
      .option('--trade <name>', cli.optTrade)
      .option('--platform <name>', cli.optPlatform)
      .option('--own-brand <name>', cli.optOwnBrand, collect)
      .option('--ci', t.initCi)
      .option('--hook', t.initHook)
      .action(async (options: Options) => done(await init(options, context, t)));
  },
};
export default module;

async function init(options: Options, context: Context, t: SetupMessages): Promise<ExitCode> {
  const { io, out } = context;
  const known = knownNames(loadBundle().program);
  checkNames(options, known, context);
  if (existsSync(resolve(io.cwd, 'koubo.yaml')) && !options.force)
    throw new Failure(t.exists('koubo.yaml'), t.existsRemedy);
  const answers = options.yes ? options : await ask(options, known, context, t);
  const files: [string, string][] = [
    ['koubo.yaml', configText(answers)],
    ['.kouboignore', '# Files that koubo does not check, in .gitignore syntax.\nnode_modules/\n'],
    ...(answers.ci ? ([['.github/workflows/koubo.yml', WORKFLOW]] as [string, string][]) : []),
    ...(answers.hook ? ([['.pre-commit-config.yaml', HOOK]] as [string, string][]) : []),
  ];
  for (const [path, text] of files) {
    const file = resolve(io.cwd, path);
    if (existsSync(file) && !options.force) {
      out.write(`${t.kept(path)}\n`);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    out.write(`${t.wrote(path)}\n`);
  }
  out.write(`${t.next}\n`);
  return ExitCode.clean;
}

async function ask(
  options: Options,
  known: ReturnType<typeof knownNames>,
  context: Context,
  t: SetupMessages,
): Promise<Options> {
  const { io, out } = context;
  const reader = createInterface({ input: io.stdin, terminal: false });
  const lines = reader[Symbol.asyncIterator]();
  const question = async (text: string): Promise<string> => {
    out.write(`${text} `);
    await out.flush();
    const line = await lines.next();
    return line.done ? '' : line.value.trim();
  };
  const oneOf = async (text: string, choices: readonly string[]): Promise<string | undefined> => {
    for (;;) {
      const answer = await question(`${text}\n  ${choices.join(' ')}\n>`);
      if (answer === '' || choices.length === 0 || choices.includes(answer)) return answer || undefined;
      const near = nearest(answer, choices);
      out.write(`${t.unknownAnswer(answer, near ? [near] : choices)}\n`);
    }
  };
  const yes = async (text: string) => /^(y|yes|是|好)$/i.test(await question(`${text} ${t.yesNo}`));
  const answers: Options = {
    trade: options.trade ?? (await oneOf(t.initTrade, known.trades)),
    platform: options.platform ?? (await oneOf(t.initPlatform, known.platforms)),
    ownBrand: options.ownBrand ?? collect(await question(t.initBrands)),
    ci: options.ci ?? (await yes(t.initCi)),
    hook: options.hook ?? (await yes(t.initHook)),
  };
  reader.close();
  return answers;
}

function configText({ trade, platform, ownBrand = [] }: Options): string {
  const config = {
    extends: 'koubo:recommended',
    ...(trade ? { trade } : {}),
    ...(platform ? { platform } : {}),
    ...(ownBrand.length > 0 ? { 'own-brands': ownBrand } : {}),
  };
  return `# yaml-language-server: $schema=./node_modules/koubo/schema/koubo.schema.json
${stringify(config)}
# What you can prove: findings that it covers are cleared until its last day.
# evidence:
#   - {id: E-001, covers: [IPX7], kind: 检测报告, number: "…", valid_until: 2027-03-31}

# Single rules: error, warning, info or off.
# rules:
#   absolute/superlative: warning
`;
}

const WORKFLOW = `name: koubo
on: [pull_request]
jobs:
  koubo:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with: {node-version: 20}
      - run: npx --yes koubo check . --format github
`;

/** What a hook looks at: most JSON is no transcript. */
const HOOKED = EXTENSIONS.map((ending) => ending.slice(1)).filter((ending) => !/^(nd)?jsonl?$/.test(ending));

const HOOK = `repos:
  - repo: local
    hooks:
      - id: koubo
        name: koubo
        entry: npx --yes koubo check --force-exclude
        language: system
        files: '\\.(${HOOKED.join('|')})$'
        require_serial: true
`;
