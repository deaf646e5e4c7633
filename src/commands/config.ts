import { Configs, type Provenance, type ResolvedConfig } from '../config/index.js';
import { setupMessagesFor } from '../messages/setup.js';
import { paletteFor } from '../report/colour.js';
import { padCells } from '../report/display.js';
import { shownPath } from '../report/place.js';
import { type Context, ExitCode } from './context.js';
import type { CommandModule } from './index.js';
import { choice } from './options.js';

interface Options {
  config?: string | false;
  format: string;
}

/** `koubo config show FILE`: what applies, and from where. */
const module: CommandModule = {
  define(command, context, done) {
    const t = setupMessagesFor(context.lang);
    const { cli } = context.m;
    command
      .command('show')
      .description(t.show)
      .argument('[file]', t.argFile)
      .option('--config <file>', cli.optConfig)
      .option('--format <text|json>', cli.optFormat, 'text')
      .action(async (file: string | undefined, options: Options) => done(await show(file, options, context)));
    command
      .command('schema')
      .description(t.schema)
      .action(async () => {
        const { configJsonSchema } = await import('../config/schema.js');
        context.out.write(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
        done(ExitCode.clean);
      });
  },
};
export default module;

async function show(file: string | undefined, options: Options, context: Context): Promise<ExitCode> {
  const { io, out } = context;
  const format = choice('--format', options.format, ['text', 'json'], context);
  const config = await new Configs({ cwd: io.cwd, config: options.config || undefined }).resolve(file);
  out.write(format === 'json' ? `${JSON.stringify(config, null, 2)}\n` : page(config, context));
  return ExitCode.clean;
}

function page(config: ResolvedConfig, context: Context): string {
  const t = setupMessagesFor(context.lang);
  const paint = paletteFor(context.colour);
  const values: [string, string][] = [
    ['trade', config.trade ?? ''],
    ['platform', config.platform ?? ''],
    ['ownBrands', config.ownBrands.join(', ')],
    ['competitors', config.competitors.join(', ')],
    ['packs', config.packs.map((path) => shownPath(path, context.io.cwd)).join(', ')],
    ...Object.entries(config.rules).map(([id, severity]): [string, string] => [`rules.${id}`, severity]),
    ...Object.entries(config.ruleOptions).flatMap(([id, options]) =>
      Object.entries(options).map(([name, value]): [string, string] => [`rules.${id}.${name}`, String(value)]),
    ),
    ...Object.entries(config.lists).map(([name, { add, remove }]): [string, string] => [
      `lists.${name}`,
      [...add.map((word) => `+${word}`), ...remove.map((word) => `-${word}`)].join(' '),
    ]),
    ...config.evidence.map(({ id, covers, claim, validUntil }): [string, string] => [
      `evidence.${id}`,
      [covers.join(', '), claim ?? '', validUntil ? `→ ${validUntil}` : ''].filter(Boolean).join(' '),
    ]),
    ['minSeverity', config.minSeverity],
    ['failOn', config.failOn],
    ['segmenter', config.segmenter],
    ['lang', config.lang ?? ''],
    ['baseline', config.baseline === undefined ? '' : shownPath(config.baseline, context.io.cwd)],
    ['requireReason', String(config.requireReason)],
  ];
  const width = Math.max(...values.map(([key]) => key.length));
  const rows = values.map(([key, value]) => {
    const from = (config.from[key] ?? []).map((one) => sourceText(one, context)).filter(Boolean);
    const shown = value === '' ? paint.faint(t.notSet) : value;
    return `${padCells(key, width)}  ${shown}${from.length > 0 ? paint.faint(`  ← ${from.join(', ')}`) : ''}`;
  });
  const files = config.files.map((path) => shownPath(path, context.io.cwd));
  const head = files.length === 0 ? t.noFiles : `${t.files}${context.m.colon}${files.join(', ')}`;
  return `${paint.strong(head)}\n\n${rows.join('\n')}\n`;
}

function sourceText({ source, file, line, column }: Provenance, { io, lang }: Context): string {
  const name = setupMessagesFor(lang).source[source] ?? source;
  if (source !== 'config' || file === undefined) return [name, file ?? ''].filter(Boolean).join(' ');
  return [shownPath(file, io.cwd), line, column].filter((part) => part !== undefined).join(':');
}
