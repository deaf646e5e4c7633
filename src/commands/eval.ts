import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ruleScores } from '../eval/by-rule.js';
import { compareWith, parseJudgements } from '../eval/compare.js';
import { flags, type Judged, judgementOf } from '../eval/judgement.js';
import { neutralScore } from '../eval/neutral.js';
import { type LabelledRecord, parseRecords, RecordError, scriptOf } from '../eval/record.js';
import { type Score, scoreOf, scoresOf } from '../eval/score.js';
import { comparisonText, errorText, groupText, ruleText, scoreText } from '../eval/text.js';
import { type Condition, parseCondition, selects, valuesOf } from '../eval/where.js';
import { type EvalMessages, evalMessagesFor } from '../messages/eval.js';
import { type Context, ExitCode, Failure } from './context.js';
import { bareLinter, type Linter } from './engine.js';
import type { CommandModule } from './index.js';
import { choice, collect, collectWhole } from './options.js';

interface Options {
  where?: string[];
  format: string;
  errors?: boolean;
  categoryErrors?: boolean;
  out?: string;
  byRule?: boolean;
  by?: string;
  compare?: string;
  neutral?: string[];
  pack?: string[];
  rule?: string[];
  off?: string[];
}

/** `koubo eval`: how good the rules are on labelled utterances. */
const module: CommandModule = {
  define(command, context, done) {
    const t = evalMessagesFor(context.lang);
    const { cli } = context.m;
    command
      .argument('[files...]', t.argFiles)
      .option('--where <field=value>', t.optWhere, collectWhole)
      .option('--errors', t.optErrors)
      .option('--category-errors', t.optCategoryErrors)
      .option('--by-rule', t.optByRule)
      .option('--by <field>', t.optBy)
      .option('--compare <file>', t.optCompare)
      .option('--neutral <file>', t.optNeutral, collectWhole)
      .option('--out <file>', t.optOut)
      .option('--format <text|json>', t.optFormat, 'text')
      .option('--pack <name>', cli.optPack, collect)
      .option('--rule <id>', cli.optRule, collect)
      .option('--off <id>', cli.optOff, collect)
      .action(async (files: string[], options: Options) => done(await evaluate(files, options, context, t)));
  },
};
export default module;

async function evaluate(files: string[], options: Options, context: Context, t: EvalMessages): Promise<ExitCode> {
  const format = choice('--format', options.format, ['text', 'json'], context);
  if (files.length === 0 && !options.neutral) throw new Failure(t.nothing, t.nothingRemedy);
  const conditions = (options.where ?? []).map((text) => conditionOf(text, t));
  const records = (await Promise.all(files.map((file) => recordsOf(file, context, t))))
    .flat()
    .filter((r) => selects(conditions, r));
  if (files.length > 0 && records.length === 0) throw new Failure(t.noRecords, t.noRecordsRemedy);
  const old = options.compare === undefined ? undefined : await oldJudgements(options.compare, context, t);

  const linter = bareLinter(options, context);
  const judged = records.map((record) => ({ record, judgement: judge(record.id, record.text, linter).judgement }));
  if (options.out !== undefined) await writeJudgements(options.out, judged, context);

  const report = {
    ...(judged.length > 0 ? { scores: scoresOf(judged) } : {}),
    ...(options.by === undefined ? {} : { by: Object.fromEntries(groupsOf(judged, options.by)) }),
    ...(options.byRule ? { rules: ruleScores(judged) } : {}),
    ...(old ? { comparison: compareWith(old, judged) } : {}),
    ...(options.neutral ? { neutral: await neutralOf(options.neutral, linter, options.errors ?? false, context) } : {}),
  };
  if (format === 'json') {
    const judgements = judged.map(({ judgement }) => judgement);
    context.out.write(
      `${JSON.stringify({ tool: { name: 'koubo', version: context.version }, ...report, judgements }, null, 2)}\n`,
    );
    return ExitCode.clean;
  }
  const blocks: string[] = [];
  const wantsErrors = options.errors || options.categoryErrors;
  if (wantsErrors && judged.length > 0) blocks.push(errorText(judged, options.categoryErrors ?? false, t));
  if (report.comparison) blocks.push(comparisonText(report.comparison, judged, t));
  if (report.rules) blocks.push(ruleText(report.rules, t));
  if (options.by !== undefined) blocks.push(groupText(options.by, groupsOf(judged, options.by), t));
  if (report.scores) blocks.push(scoreText(report.scores, t));
  if (report.neutral) blocks.push(neutralText(report.neutral, t));
  context.out.write(`${blocks.join('\n\n')}\n`);
  return ExitCode.clean;
}

function judge(id: string, text: string, linter: Linter) {
  const findings = linter.lint(scriptOf(text, id));
  const alerts = findings.filter((finding) => finding.verdict !== 'exempt' && flags(finding));
  return { judgement: judgementOf(id, findings), alerts };
}

async function neutralOf(files: readonly string[], linter: Linter, listing: boolean, context: Context) {
  const texts = (await Promise.all(files.map((file) => readText(file, context)))).flatMap((text) =>
    text.split(/\r?\n/),
  );
  const lines = texts
    .filter((text) => text.trim() !== '')
    .map((text, index) => ({ text, ...judge(String(index + 1), text, linter) }));
  const score = neutralScore(lines.map((line) => ({ ...line, alerts: line.alerts.length })));
  const alerts = lines.flatMap(({ text, alerts }) =>
    alerts.map(({ rule, span }) => ({ rule, text, start: span.start, end: span.end })),
  );
  return listing ? { ...score, list: alerts } : score;
}

type Neutral = Awaited<ReturnType<typeof neutralOf>>;

function neutralText(score: Neutral, t: EvalMessages): string {
  const listed = 'list' in score ? score.list : [];
  return [
    ...listed.map(
      ({ rule, text, start, end }) => `${rule} ${text.slice(0, start)}⟦${text.slice(start, end)}⟧${text.slice(end)}`,
    ),
    t.neutral(score.lines, score.characters),
    t.density(score.alerts, score.density.toFixed(2)),
    ...score.rules.map(({ rule, alerts }) => `  ${rule} ${alerts}`),
  ].join('\n');
}

function groupsOf(judged: readonly Judged[], field: string): Map<string, Score> {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    for (const value of valuesOf(one.record, field)) groups.set(value, [...(groups.get(value) ?? []), one]);
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([value, members]) => [value, scoreOf(members, new Set())]));
}

function conditionOf(text: string, t: EvalMessages): Condition {
  const condition = parseCondition(text);
  if (!condition) throw new Failure(t.badCondition(text), t.badConditionRemedy);
  return condition;
}

async function recordsOf(file: string, context: Context, t: EvalMessages): Promise<LabelledRecord[]> {
  const text = await readText(file, context);
  try {
    return parseRecords(text);
  } catch (error) {
    if (!(error instanceof RecordError)) throw error;
    throw new Failure(t.badRecord(`${error.field}: ${error.wanted}`), t.badRecordRemedy, `${file}:${error.line}`);
  }
}

async function oldJudgements(file: string, context: Context, t: EvalMessages) {
  const old = parseJudgements(await readText(file, context));
  if (!old) throw new Failure(t.badOld, t.badOldRemedy, file);
  return old;
}

async function readText(file: string, { io, m }: Context): Promise<string> {
  try {
    return (await readFile(resolve(io.cwd, file), 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Failure(
      m.problem.cannotRead(file, code === 'ENOENT' ? m.problem.fileMissing : (code ?? String(error))),
      m.problem.checkPath,
    );
  }
}

async function writeJudgements(file: string, judged: readonly Judged[], { io, m }: Context): Promise<void> {
  const lines = judged.map(({ judgement }) => `${JSON.stringify(judgement)}\n`).join('');
  try {
    await writeFile(resolve(io.cwd, file), lines);
  } catch (error) {
    throw new Failure(
      m.problem.cannotWrite(file, (error as NodeJS.ErrnoException).code ?? ''),
      m.problem.cannotWriteRemedy,
    );
  }
}
