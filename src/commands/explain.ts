import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Configs } from '../config/index.js';
import { type Explanation, explainAt } from '../explain.js';
import { shown } from '../input/discover.js';
import { fileSource, readScripts, Structure } from '../input/index.js';
import { explainMessagesFor } from '../messages/explain.js';
import type { Script } from '../model.js';
import { loadBundle } from '../rules/bundle.js';
import { type Context, ExitCode, Failure } from './context.js';
import { Bundles, checkNames, knownNames, linterOptions } from './engine.js';
import { explanationText } from './explain-text.js';
import type { CommandModule } from './index.js';
import { choice } from './options.js';

interface Options {
  trade?: string;
  platform?: string;
  config?: string | false;
  encoding?: string;
  as?: string;
  format: string;
}

/** `koubo explain`: why a place is reported, or why it is not. */
const module: CommandModule = {
  define(command, context, done) {
    const { cli } = context.m;
    const t = explainMessagesFor(context.lang);
    command
      .argument('<place>', t.argPlace)
      .option('--trade <name>', cli.optTrade)
      .option('--platform <name>', cli.optPlatform)
      .option('--config <file>', cli.optConfig)
      .option('--no-config', cli.optNoConfig)
      .option('--as <format>', cli.optAs)
      .option('--encoding <name>', cli.optEncoding)
      .option('--format <text|json>', cli.optFormat, 'text')
      .action(async (place: string, options: Options) => done(await explain(place, options, context)));
  },
};
export default module;

interface Where {
  file: string;
  line: number;
  /** in characters, as the reports print it */
  column?: number;
}

async function explain(place: string, options: Options, context: Context): Promise<ExitCode> {
  const { m, out, lang } = context;
  const format = choice('--format', options.format, ['text', 'json'], context);
  const where = await parsePlace(place, context);
  checkNames(options, knownNames(loadBundle().program), context);
  const { trade, platform } = options;
  const configs = new Configs({
    cwd: context.io.cwd,
    config: options.config || undefined,
    options: { trade, platform },
  });
  const config = await configs.resolve(where.file);
  const bundle = await Bundles.in(context).for(config);
  const wanted = linterOptions(config, {}, bundle, context);

  const explanations: Explanation[] = [];
  let lines = 0;
  for await (const script of readScripts(
    fileSource(resolve(context.io.cwd, where.file), shown(resolve(context.io.cwd, where.file), context.io.cwd)),
    {
      structure: new Structure(loadBundle().structure),
      encoding: options.encoding,
      as: options.as,
    },
  )) {
    lines = script.part.line + script.text.split('\n').length - 1;
    for (const offset of offsetsOf(script, where)) {
      const found = explainAt(script, offset, wanted);
      if (found) explanations.push(found);
    }
  }
  if (where.line > lines) throw new Failure(m.problem.noSuchLine(where.file, where.line, lines));
  if (format === 'json') out.write(`${JSON.stringify(explanations, null, 2)}\n`);
  else {
    const t = explainMessagesFor(lang);
    out.write(
      explanations.length === 0
        ? `${t.silent}\n`
        : explanations.map((one) => explanationText(one, context, t)).join('\n'),
    );
  }
  return ExitCode.clean;
}

/** `话术:2.txt:12:5` too: only trailing numbers are a line and a column, and an existing file wins over a reading of its name. */
async function parsePlace(place: string, { m, io }: Context): Promise<Where> {
  const match = /^(.+?):(\d+)(?::(\d+))?$/.exec(place);
  if (!match) throw new Failure(m.problem.badLocation(place), m.problem.badLocationRemedy);
  const [, file = '', line = '', column] = match;
  if (column === undefined) return { file, line: Number(line) };
  const longer = `${file}:${line}`;
  const isFile = await stat(resolve(io.cwd, longer)).then(
    (stats) => stats.isFile(),
    () => false,
  );
  return isFile ? { file: longer, line: Number(column) } : { file, line: Number(line), column: Number(column) };
}

/** Where to look in this part: the column, or the start of each utterance that touches the line. */
function offsetsOf(script: Script, { line, column }: Where): number[] {
  const touching = script.utterances.filter(
    ({ start, end }) => script.locate(start).line <= line && script.locate(Math.max(start, end - 1)).line >= line,
  );
  if (column === undefined) return touching.map(({ start }) => start);
  for (const { start, end } of touching) {
    for (let offset = start; offset < end; offset++) {
      const place = script.locate(offset);
      if (place.line !== line) continue;
      const lineStart = script.text.lastIndexOf('\n', offset - 1) + 1;
      const characters = [...script.text.slice(lineStart, offset)].length + 1;
      if (characters >= column) return [offset];
    }
  }
  return [];
}
