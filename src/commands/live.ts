import { ConfigErrors, Configs } from '../config/index.js';

import { unknownNames } from '../config/names.js';
import { type InputError, Structure } from '../input/index.js';
import { type LiveLine, LiveReader } from '../input/live/reader.js';
import { createLinter, type OpenScript } from '../lint.js';
import { liveMessagesFor } from '../messages/live.js';
import type { Finding, Script } from '../model.js';
import { supportsLinks } from '../report/colour.js';
import { type LivePrinter, liveNdjson, livePretty } from '../report/live.js';
import { Repeats, worthTelling } from '../report/repeats.js';
import { Tally, type Thresholds } from '../report/tally.js';
import type { FormatOptions } from '../report/types.js';
import { loadBundle } from '../rules/bundle.js';
import { type CheckOptions, configOf, configOptions, withLang } from './check.js';
import { type Context, ExitCode, Failure } from './context.js';
import { AUTO, Bundles, checkNames, knownNames, linterOptions } from './engine.js';
import type { CommandModule } from './index.js';
import { choice, configFileOptions, judgingOptions } from './options.js';
import { problemsOf } from './problems.js';
import { terminalUrl, webUrl } from './rule-url.js';

type Options = Omit<CheckOptions, 'format'> & { format: string };

/** Warnings printed, and kept for the summary; a stream of nothing but rubbish must not fill the memory. */
const MAX_WARNINGS = 100;
const MOST_REPEATED = 10;

/** `koubo live`: judges what is said while it is said. */
const module: CommandModule = {
  define(command, context, done) {
    const { cli } = context.m;
    judgingOptions(command, context)
      .option('--min-severity <error|warning|info>', cli.optMinSeverity)
      .option('--fail-on <error|warning|info|never>', cli.optFailOn)
      .option('-f, --format <pretty|ndjson>', liveMessagesFor(context.lang).optFormat, 'pretty');
    configFileOptions(command, context)
      .option('--encoding <name>', cli.optEncoding)
      .option('-q, --quiet', cli.optQuiet)
      .action(async (options: Options) => done(await live(options, context)));
  },
};
export default module;

async function live(options: Options, given: Context): Promise<ExitCode> {
  const format = choice('--format', options.format, ['pretty', 'ndjson'] as const, given);
  const { format: _, ...checking } = options;
  const configs = new Configs({
    cwd: given.io.cwd,
    config: configOf(checking),
    options: configOptions(checking, given),
  });
  const config = await configs.resolve(undefined);
  const context = withLang(given, config);
  const t = liveMessagesFor(context.lang);
  const bundle = await Bundles.in(context).for(config);
  const known = knownNames(bundle.program);
  checkNames(checking, known, context);
  const unknown = unknownNames(config, known);
  if (unknown.length > 0) throw new ConfigErrors(unknown);
  if (config.trade === AUTO) throw new Failure(t.noAuto, t.noAutoRemedy);

  const linter = createLinter({ ...linterOptions(config, checking, bundle, context), showExempt: false });
  const { io, err } = context;
  const reader = new LiveReader('-', {
    structure: new Structure(loadBundle().structure),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  });
  const printer = (format === 'ndjson' ? liveNdjson : livePretty)(formatOptions(options, context));
  // The first alert is not to wait for a dictionary.
  linter.ready();
  const session = new LiveSession(linter.open({}, { prompt: true }), printer, config, context);
  if ('isTTY' in io.stdin && io.stdin.isTTY) err.write(`${t.waiting}\n`);
  err.flush();
  await listen(io, (chunk) => session.take(reader.push(chunk)));
  await session.take(reader.end());
  return session.end();
}

function formatOptions({ quiet = false }: Options, { io, lang, version, colour }: Context): FormatOptions {
  const links = colour && supportsLinks(io.env, io.isTTY);
  return {
    lang,
    version,
    cwd: io.cwd,
    rules: () => [],
    ruleUrl: (id) => (links ? terminalUrl(id, io.env) : webUrl(id, io.env)),
    quiet,
    width: io.isTTY ? io.columns : 80,
    colour,
    links,
  };
}

/** Hands on what comes until the stream ends or the person stops it; both are an ordinary end. */
async function listen(io: Context['io'], take: (chunk: Uint8Array) => Promise<void>): Promise<void> {
  const chunks: AsyncIterator<Uint8Array | string> = io.stdin[Symbol.asyncIterator]();
  let stopped = false;
  let release: (() => void) | undefined;
  const stop = new Promise<void>((done) => {
    release = io.onStop?.(() => {
      stopped = true;
      done();
    });
  });
  try {
    while (!stopped) {
      const next = await Promise.race([chunks.next(), stop]);
      if (!next || next.done) return;
      await take(typeof next.value === 'string' ? Buffer.from(next.value) : next.value);
    }
  } finally {
    release?.();
    // An open standard input would keep the program alive; what it still says is no longer wanted.
    io.stdin.on('error', () => undefined);
    io.stdin.destroy();
  }
}

/** One stream's way from lines to alerts, and what is counted on it. */
class LiveSession {
  private readonly tally = new Tally({ showExempt: false, maxFindings: Number.POSITIVE_INFINITY });
  private readonly repeats = new Repeats();
  /** what was told of the sentence that is still being said */
  private told: { rule: string; start: number; end: number }[] = [];
  private last: Script | undefined;
  private lines = 0;
  private utterances = 0;
  private unreadable = 0;

  constructor(
    private readonly script: OpenScript,
    private readonly printer: LivePrinter,
    private readonly thresholds: Thresholds,
    private readonly context: Context,
  ) {}

  async take(lines: LiveLine[]): Promise<void> {
    for (const line of lines) {
      this.lines += 1;
      if ('error' in line) this.warn(line.error);
      else for (const script of line.scripts) await this.hear(script);
    }
  }

  async end(): Promise<ExitCode> {
    const { out } = this.context;
    if (this.last) await this.tell(this.last, this.script.end());
    const { lines, utterances, unreadable, tally } = this;
    const heard = { lines, utterances, unreadable, repeated: this.repeats.most(MOST_REPEATED) };
    out.write(this.printer.end(tally.totals, heard));
    if (unreadable > 0) return ExitCode.failed;
    return tally.fails ? ExitCode.findings : ExitCode.clean;
  }

  private async hear(script: Script): Promise<void> {
    const characters = script.utterances.reduce((sum, { start, end, judgedTo = start }) => sum + end - judgedTo, 0);
    this.tally.read({ characters, first: this.last === undefined });
    this.utterances += script.utterances.length;
    this.last = script;
    const findings = this.script.feed(script);
    if (findings.length > 0) await this.tell(script, findings);
    this.told = this.told.filter(({ end }) => end > script.part.offset);
  }

  /** A finding that grew with its sentence was told when it was shorter. */
  private isNew({ rule, span }: Finding): boolean {
    const grown = this.told.some((old) => old.rule === rule && old.start < span.end && span.start < old.end);
    if (!grown && span.end > span.start) this.told.push({ rule, ...span });
    return !grown;
  }

  private async tell(script: Script, found: Finding[]): Promise<void> {
    const { out } = this.context;
    const fresh = found.filter((finding) => this.isNew(finding));
    const { findings } = this.tally.take({ path: script.path, findings: fresh, script }, this.thresholds);
    const full: Finding[] = [];
    let brief = '';
    for (const finding of findings) {
      const count = this.repeats.count(finding);
      if (count === 1) full.push(finding);
      else if (worthTelling(count))
        brief += this.printer.again(finding, count, { path: script.path, findings, script });
    }
    if (full.length > 0) out.write(this.printer.alert({ path: script.path, findings: full, script }));
    if (brief !== '') out.write(brief);
    // At once: the host is still speaking.
    await out.flush();
  }

  private warn(error: InputError): void {
    this.unreadable += 1;
    if (this.unreadable > MAX_WARNINGS) return;
    const { err, m, lang } = this.context;
    const t = liveMessagesFor(lang);
    for (const { message, remedy } of problemsOf(error, lang, m)) {
      const where = error.line === undefined ? '' : t.line(error.line);
      this.tally.problem({ path: where, message, ...(remedy === undefined ? {} : { remedy }) });
      const more = remedy === undefined ? '' : `${m.colon}${remedy}`;
      err.write(`${t.warning}${m.colon}${where}${m.colon}${message}${more}\n`);
    }
    if (this.unreadable === MAX_WARNINGS) err.write(`${t.warning}${m.colon}${t.noMoreWarnings}\n`);
    err.flush();
  }
}
