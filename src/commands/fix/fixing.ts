import type { Configs, ResolvedConfig } from '../../config/index.js';
import { FileFix, type Tools } from '../../fix/file-fix.js';
import { changeOf, lackOf, type Mode, type Sentence, sentencesOf, textsFor } from '../../fix/sentences.js';
import { WRITABLE } from '../../fix/writers/index.js';
import { decode } from '../../input/decode.js';
import { type Found, fileSource, memorySource, readScripts } from '../../input/index.js';
import { readWhole } from '../../input/source.js';
import type { Linter } from '../../lint.js';
import type { FixMessages } from '../../messages/fix.js';
import type { Finding, Place, Script, ScriptMeta } from '../../model.js';
import { SEVERITIES } from '../../model.js';
import { type Context, Failure } from '../context.js';
import type { Bundles } from '../engine.js';
import type { FixOptions } from '../fix.js';
import { Linters, metaOf, structure, told } from '../linters.js';
import type { Asker } from './asking.js';
import type { Outlet } from './outlet.js';

/** Larger files are no scripts that a person would mend; they are held whole, several times over. */
const MAX_BYTES = 100 * 2 ** 20;

/** A sentence that was changed, where it stood when it was. */
export interface Changed {
  place: Place;
  before: string;
  after: string;
}

/** A sentence that was not, and why. */
export interface Left {
  place: Place;
  text: string;
  code: string;
  what: string;
}

export interface FixedFile {
  path: string;
  changes: Changed[];
  left: Left[];
  /** something at or above --fail-on is left */
  failing: boolean;
  /** where it was written */
  notes: string[];
  before: readonly Script[];
  after: readonly Script[];
  /** decoded, as it was and as it is; absent in formats that are no text */
  texts?: readonly [before: string, after: string];
}

interface Job {
  options: FixOptions;
  configs: Configs;
  bundles: Bundles;
  context: Context;
  t: FixMessages;
  /** absent: nobody is asked */
  asker: Asker | undefined;
  writes: boolean;
}

/** A file's bytes, read and judged. */
export interface State {
  bytes: Buffer;
  scripts: readonly Script[];
  findings: readonly Finding[];
}

/** Mends files one by one. */
export class FileFixer {
  private readonly linters: Linters;

  constructor(private readonly job: Job) {
    this.linters = new Linters(job);
  }

  get writes(): boolean {
    return this.job.writes;
  }

  /** @throws InputError, Failure: the file is as it was */
  async fix(found: Required<Found>, outlet: Outlet): Promise<FixedFile> {
    const { configs, options, asker, t, writes } = this.job;
    const config = await configs.resolve(found.file);
    const original = await readWhole(fileSource(found.file, found.path), MAX_BYTES);
    const file = new OpenedFile(found.path, config, this.linters, this.job);
    const start = await file.state(original);
    const { format } = start.scripts[0]!;
    const writable = WRITABLE.includes(format);
    if (!writable && outlet.isNamed(found))
      throw new Failure(t.cannotWriteFormat(format), t.cannotWriteFormatRemedy(WRITABLE.join(' ')), found.path);
    if (writable && writes) outlet.check(found);
    const changes: Changed[] = [];
    const mended = writable
      ? asker
        ? await asker.mend(file, start, changes)
        : await mendUnasked(file, start, options.all ? 'all' : 'safe', changes)
      : { state: start, left: sentencesOf(start).map((sentence) => leftOf(sentence, 'format')) };
    const { state, left } = mended;
    const notes = writable && writes ? outlet.write(found, original, state.bytes) : [];
    const failing = fails(state.findings, config);
    const { encoding } = start.scripts[0]!;
    const text = (bytes: Buffer): string => decode(bytes, found.path, encoding?.name).text;
    return {
      ...{ path: found.path, changes, left, failing, notes, before: start.scripts, after: state.scripts },
      ...(encoding ? { texts: [text(original), text(state.bytes)] } : {}),
    };
  }
}

/** One file, read and judged as `check` does it. */
export class OpenedFile {
  private meta: ScriptMeta | undefined;
  private linter: Linter | undefined;
  private quick: Linter | undefined;

  constructor(
    readonly path: string,
    private readonly config: ResolvedConfig,
    private readonly linters: Linters,
    private readonly job: Job,
  ) {}

  async state(bytes: Buffer): Promise<State> {
    const scripts = await this.read(bytes);
    if (!this.linter) {
      const { meta } = scripts[0]!;
      this.linter = await this.linters.for(this.config, meta, { showSuppressed: false });
      // What is written must not be worse in any way, whatever is listed.
      this.quick = await this.linters.for(this.config, meta, {
        ...{ rewrites: 0, minSeverity: 'info', showSuppressed: false },
      });
      const { options, context } = this.job;
      this.meta = told(metaOf(meta, options), scripts[0]!, this.config, this.job, (line) => context.err.write(line));
    }
    return { bytes, scripts, findings: judged(this.linter, scripts, this.meta) };
  }

  /** The changes that can be made of this state; its format is one that is written. */
  async changes({ bytes, scripts, findings }: State): Promise<FileFix> {
    const tools: Tools = {
      path: this.path,
      read: (written) => this.read(written),
      judge: (written) => judged(this.quick!, written, this.meta),
    };
    const before = judged(this.quick!, scripts, this.meta);
    const fix = await FileFix.open(bytes, scripts, before, tools);
    if (!fix) throw new Error(`no writer for ${scripts[0]?.format} (${findings.length})`);
    return fix;
  }

  private async read(bytes: Buffer): Promise<Script[]> {
    const { as, encoding } = this.job.options;
    const scripts: Script[] = [];
    for await (const script of readScripts(memorySource(bytes, this.path), {
      structure: structure(this.job.bundles),
      as,
      encoding,
    }))
      scripts.push(script);
    return scripts;
  }
}

function judged(linter: Linter, scripts: readonly Script[], meta: ScriptMeta | undefined): Finding[] {
  const session = linter.open(meta);
  return [...scripts.flatMap((script) => session.feed(script)), ...session.end()];
}

/** Round after round, for a sentence said anew may free its neighbour; ends when no change is any better. */
async function mendUnasked(
  file: OpenedFile,
  start: State,
  mode: Mode,
  changes: Changed[],
): Promise<{ state: State; left: Left[] }> {
  let state = start;
  for (;;) {
    const sentences = sentencesOf(state);
    const usable = sentences.filter((sentence) => textsFor(sentence, mode).length > 0);
    const refused = new Map<Sentence, Left>();
    let taken = 0;
    let bytes = state.bytes;
    if (usable.length > 0) {
      const fix = await file.changes(state);
      const outcomes = await fix.take(usable.map((sentence) => changeOf(sentence, textsFor(sentence, mode))));
      outcomes.forEach((outcome, index) => {
        const sentence = usable[index]!;
        if ('refusal' in outcome) {
          const { code, what } = outcome.refusal;
          refused.set(sentence, leftOf(sentence, code, what));
        } else {
          taken += 1;
          changes.push(changed(sentence, outcome.text));
        }
      });
      bytes = fix.result;
    }
    if (taken === 0) {
      const left = sentences.map((one) => refused.get(one) ?? leftOf(one, lackOf(one, mode)));
      return { state, left };
    }
    state = await file.state(bytes);
  }
}

export const changed = ({ findings, text }: Sentence, after: string): Changed => ({
  place: findings[0]!.start,
  before: text,
  after,
});

export const leftOf = ({ findings, text }: Sentence, code: string, what = ''): Left => ({
  place: findings[0]!.start,
  text,
  code,
  what,
});

function fails(findings: readonly Finding[], { failOn }: ResolvedConfig): boolean {
  if (failOn === 'never') return false;
  const least = SEVERITIES.indexOf(failOn);
  return findings.some(({ verdict, severity }) => verdict !== 'exempt' && SEVERITIES.indexOf(severity) <= least);
}
