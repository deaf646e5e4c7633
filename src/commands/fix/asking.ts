import { createInterface, type Interface } from 'node:readline';
import type { FileFix } from '../../fix/file-fix.js';
import { changeOf, openSlot, type Sentence, sentencesOf } from '../../fix/sentences.js';
import type { FixMessages } from '../../messages/fix.js';
import type { Rewrite } from '../../model.js';
import { paletteFor, supportsLinks } from '../../report/colour.js';
import { cellsOf } from '../../report/display.js';
import { pretty } from '../../report/pretty.js';
import type { Printer } from '../../report/types.js';
import type { Context } from '../context.js';
import { terminalUrl } from '../rule-url.js';
import { type Changed, changed, type Left, leftOf, type OpenedFile, type State } from './fixing.js';
import type { Memory } from './memory.js';

const MOST = 3;

/** What a person said of one sentence. */
type Answer = 'taken' | 'skipped' | 'quit';

/** Asks about sentence after sentence on a terminal. */
export class Asker {
  /** the person has had enough */
  quit = false;
  private reader: Interface | undefined;
  private readonly lines: string[] = [];
  private waiting: ((line: string | undefined) => void) | undefined;
  private ended = false;
  private readonly always = new Set<string>();
  private readonly skipped = new Set<string>();
  private readonly printer: Printer;

  constructor(
    private readonly context: Context,
    private readonly t: FixMessages,
    private readonly memory: Memory | undefined,
  ) {
    const { io, lang, version, colour } = context;
    const links = colour && supportsLinks(io.env, io.isTTY);
    this.printer = pretty({
      ...{
        lang,
        version,
        cwd: io.cwd,
        rules: () => [],
        ruleUrl: (id) => (links ? terminalUrl(id, io.env) : undefined),
      },
      ...{ quiet: true, width: io.columns, colour, links, numbered: true },
    });
  }

  /** All sentences of one file; what was accepted is in the state that comes back, even if the person quit. */
  async mend(file: OpenedFile, start: State, changes: Changed[]): Promise<{ state: State; left: Left[] }> {
    let state = start;
    for (;;) {
      const open = sentencesOf(state).filter((sentence) => !this.passed(sentence));
      const fix = open.length > 0 ? await file.changes(state) : undefined;
      for (const [index, sentence] of open.entries()) {
        if (this.quit) break;
        const progress = this.t.progress(index + 1, open.length);
        const answer = await this.one(fix!, sentence, progress, changes);
        if (answer === 'skipped') this.pass(sentence);
        if (answer === 'quit') this.quit = true;
      }
      if (fix?.changed) state = await file.state(fix.result);
      // What was said anew is judged anew: there may be more to ask.
      if (this.quit || !fix?.changed) return { state, left: this.leftIn(state) };
    }
  }

  close(): void {
    this.reader?.close();
  }

  private leftIn(state: State): Left[] {
    return sentencesOf(state).map((sentence) => {
      if (this.memory?.has(sentence))
        return leftOf(sentence, this.skipped.has(key(sentence)) ? 'skipped' : 'remembered');
      return leftOf(sentence, this.skipped.has(key(sentence)) ? 'skipped' : 'unasked');
    });
  }

  private passed(sentence: Sentence): boolean {
    return this.skipped.has(key(sentence)) || (this.memory?.has(sentence) ?? false);
  }

  private pass(sentence: Sentence): void {
    this.skipped.add(key(sentence));
    this.memory?.add(sentence);
  }

  private async one(fix: FileFix, sentence: Sentence, progress: string, changes: Changed[]): Promise<Answer> {
    const { t } = this;
    const rewrites = sentence.rewrites.slice(0, MOST);
    const accept = async (text: string, own: boolean): Promise<boolean> => {
      const [outcome] = await fix.take([changeOf(sentence, [text])], own ? 'not worse' : 'better');
      if (outcome && 'refusal' in outcome) {
        const { code, what } = outcome.refusal;
        this.say(`${t.refused(t.left(code, what))}\n`);
        return false;
      }
      changes.push(changed(sentence, text));
      this.say(`  ${paletteFor(this.context.colour).good('→')} ${plain(text) || t.leaveOut}\n`);
      return true;
    };
    const usual = rewrites[0];
    if (usual && usual.slots.length === 0 && sentence.findings.every(({ rule }) => this.always.has(rule))) {
      this.say(`\n${progress}  ${plain(sentence.text)}\n`);
      if (await accept(usual.text, false)) return 'taken';
    }
    const { script, findings } = sentence;
    this.say(`\n${this.printer.add({ path: script.path, findings, script })}`);
    for (;;) {
      const said = await this.ask(`${progress}  ${t.choices(rewrites.length)} `);
      if (said === undefined) return 'quit';
      const word = said.trim().toLowerCase();
      const number = /^[1-3]$/.test(word) ? Number(word) : word === 'a' ? 1 : 0;
      const rewrite = rewrites[number - 1];
      if (word === 'q') return 'quit';
      if (word === 's') return 'skipped';
      if (rewrite) {
        const text = await this.filled(rewrite);
        if (text === undefined || !(await accept(text, rewrite.slots.length > 0))) continue;
        if (word === 'a') for (const { rule } of findings) this.always.add(rule);
        return 'taken';
      }
      if (/^e\d?$/.test(word)) {
        const from = word === 'e0' ? sentence.text : (rewrites[Number(word[1] ?? 1) - 1]?.text ?? sentence.text);
        const text = await this.edited(from);
        if (text !== undefined && text !== sentence.text && (await accept(text, true))) return 'taken';
      } else this.say(`${t.help.map((row) => `  ${row}`).join('\n')}\n`);
    }
  }

  /** A rewrite with its open facts filled in by the person; undefined if one stays open. */
  private async filled({ text, slots }: Rewrite): Promise<string | undefined> {
    let whole = text;
    for (const slot of slots) {
      const value = await this.ask(this.t.slot(plain(slot)));
      if (value === undefined || value.trim() === '') {
        this.say(`${this.t.slotEmpty}\n`);
        return undefined;
      }
      whole = whole.replaceAll(`〔${slot}〕`, tidy(value));
    }
    return this.closed(whole);
  }

  private async edited(from: string): Promise<string | undefined> {
    const value = await this.ask(this.t.edit, from);
    return value === undefined || value.trim() === '' ? undefined : this.closed(tidy(value));
  }

  private closed(text: string): string | undefined {
    if (!openSlot(text)) return text;
    this.say(`${this.t.slotsOpen}\n`);
    return undefined;
  }

  private say(text: string): void {
    this.context.out.write(text);
  }

  /** One line from the person; undefined at the end of input and after Ctrl-C. `offered` may be changed in place. */
  private async ask(question: string, offered?: string): Promise<string | undefined> {
    const { io, out } = this.context;
    await out.flush();
    if (!this.reader) {
      this.reader = createInterface({ input: io.stdin, output: io.stdout, terminal: true });
      this.reader.on('line', (line) => {
        const take = this.waiting;
        this.waiting = undefined;
        if (take) take(line);
        else this.lines.push(line);
      });
      this.reader.on('SIGINT', () => this.reader?.close());
      this.reader.on('close', () => {
        this.ended = true;
        this.waiting?.(undefined);
        // The cursor stands behind the question.
        io.stdout.write('\n');
      });
    }
    if (this.ended) return undefined;
    this.reader.setPrompt(question);
    this.reader.prompt();
    if (offered !== undefined) this.reader.write(tidy(offered));
    return this.lines.shift() ?? (await new Promise((resolve) => (this.waiting = resolve)));
  }
}

/** The same sentence with the same things wrong in it. */
const key = ({ findings }: Sentence): string => findings.map(({ fingerprint }) => fingerprint).join(' ');

/** No control characters: neither into a file nor, from a file, to the terminal. */
const tidy = (text: string): string => text.replace(/\p{Cc}/gu, '').trim();

const plain = (text: string): string =>
  cellsOf(text)
    .map((cell) => cell.text)
    .join('');
