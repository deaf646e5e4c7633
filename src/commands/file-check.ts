/** One file: read, judged part by part. Knows nothing of other files, of threads or of what was found before. */
import { resolve } from 'node:path';
import { hashing } from '../cache/content.js';
import { lastDay } from '../cache/validity.js';
import type { ResolvedConfig } from '../config/index.js';
import { type Found, fileSource, readScripts, type Source, streamSource } from '../input/index.js';
import { byPlace } from '../judge/merge.js';
import type { RuleTimes } from '../judge/rule-times.js';
import type { OpenScript } from '../lint.js';
import type { Finding, Script } from '../model.js';
import type { CheckOptions } from './check.js';
import type { Clock } from './clock.js';
import type { Context } from './context.js';
import type { Bundles } from './engine.js';
import { Linters, metaOf, structure, told } from './linters.js';

/** What is the same for all files of a run. */
export interface Run {
  options: CheckOptions;
  bundles: Bundles;
  clock: Clock;
  context: Pick<Context, 'm' | 'lang'> & { io: Pick<Context['io'], 'cwd' | 'stdin'> };
  /** ISO date against which everything is dated: midnight does not split a run */
  today: string;
  /** told how many UTF-16 code units are about to be judged */
  heard?(characters: number): void;
  /** gets the time each rule takes, where that is asked for */
  times?: RuleTimes;
}

export interface CheckedPart {
  path: string;
  script: Script;
  findings: Finding[];
  /** UTF-16 code units of copy */
  characters: number;
}

/** What must be known to say the same of the file another day. */
export interface Facts {
  /** see contentHash */
  content?: string;
  /** see lastDay */
  through: string;
}

export class FileCheck {
  private readonly linters: Linters;

  constructor(private readonly run: Run) {
    this.linters = new Linters(run);
  }

  /**
   * Judges one part at a time: nothing is held but the part at hand.
   * @param notice gets lines for standard error
   * @param facts filled in at the end, where they are wanted
   * @throws InputError, ConfigErrors, RuleError, SegmenterError
   */
  async *check(
    file: Found,
    config: ResolvedConfig,
    notice: (line: string) => void,
    facts?: Facts,
  ): AsyncGenerator<CheckedPart> {
    const { options, clock, today, context, bundles } = this.run;
    const { as, encoding } = options;
    const plain = sourceOf(file, options, context.io);
    const { source, content } = facts ? hashing(plain) : { source: plain, content: undefined };
    let session: OpenScript | undefined;
    let last: Script | undefined;
    const untils = new Set<string>();
    for await (const script of readScripts(source, { structure: structure(bundles), as, encoding })) {
      clock.lap('read');
      this.run.heard?.(script.text.length);
      session ??= (await this.linters.for(config, script.meta)).open(
        told(metaOf(script.meta, options), script, config, this.run, notice),
      );
      clock.lap('rules');
      let findings = session.feed(script);
      if (script.part.last) findings = together(findings, session.end());
      clock.lap('check');
      for (const { until } of script.suppressions) if (until !== undefined) untils.add(until);
      yield { path: script.path, script, findings, characters: script.text.length };
      last = script;
    }
    // A reader that never said which part was the last one still gets its whole-script rules judged.
    if (session && last && !last.part.last) {
      yield { path: last.path, script: last, findings: session.end(), characters: 0 };
    }
    if (!facts || !last) return;
    const { rules } = await this.linters.for(config, last.meta);
    const since = rules.flatMap((rule) => rule.since ?? []);
    facts.content = content?.();
    const evidence = [...config.evidence, ...(last.meta.evidence ?? [])];
    facts.through = lastDay(today, { evidence, untils, since });
  }
}

const together = (now: Finding[], late: Finding[]): Finding[] =>
  late.length === 0 ? now : [...now, ...late].sort(byPlace);

function sourceOf(file: Found, options: CheckOptions, io: Pick<Context['io'], 'cwd' | 'stdin'>): Source {
  if (file.file !== undefined) return fileSource(file.file, file.path);
  const { stdinFilename } = options;
  return streamSource(
    io.stdin,
    stdinFilename ?? file.path,
    stdinFilename === undefined ? '-' : resolve(io.cwd, stdinFilename),
  );
}
