import type { Command, Option } from 'commander';
import { setupMessagesFor } from '../messages/setup.js';
import { FORMAT_NAMES } from '../report/formats.js';
import { loadBundle } from '../rules/bundle.js';
import { ExitCode } from './context.js';
import { knownNames } from './engine.js';
import type { CommandModule } from './index.js';
import { choice } from './options.js';

/** `koubo completion bash|zsh|fish`: written from the commands themselves, so that it never lags behind them. */
const module: CommandModule = {
  define(command, context, done) {
    command.argument('<shell>', setupMessagesFor(context.lang).argShell).action(async (shell: string) => {
      const which = choice('completion', shell, SHELLS, context) as 'bash' | 'zsh' | 'fish';
      const { buildProgram } = await import('../program.js');
      const words = wordsOf(await buildProgram(context, undefined, () => undefined, true));
      context.out.write({ bash, zsh, fish }[which](words));
      done(ExitCode.clean);
    });
  },
};
export default module;

interface Words {
  /** command path (`check`, `rules show`; empty: koubo itself) → what may follow */
  paths: {
    path: string;
    words: string[];
    about: Map<string, string>;
    own: Map<string, readonly string[]>;
    short: Map<string, string>;
  }[];
  /** option → its values, where they are the same for every command */
  values: Map<string, readonly string[]>;
  /** command path → what its argument may be, where it is no file */
  args: Map<string, readonly string[]>;
}

const SHELLS = ['bash', 'zsh', 'fish'];

function wordsOf(program: Command): Words {
  const names = knownNames(loadBundle().program);
  const values = new Map<string, readonly string[]>([
    ['--format', FORMAT_NAMES],
    ['-f', FORMAT_NAMES],
    ['--trade', names.trades],
    ['--platform', names.platforms],
    ['--pack', names.packs],
    ['--rule', names.rules],
    ['--off', [...names.packs, ...names.rules]],
    ['--encoding', ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be']],
  ]);
  const paths: Words['paths'] = [];
  const visit = (command: Command, path: string) => {
    const about = new Map<string, string>();
    for (const sub of command.commands) about.set(sub.name(), sub.description());
    const own = new Map<string, readonly string[]>();
    const short = new Map<string, string>();
    for (const option of command.options) {
      about.set(flagOf(option), option.description);
      if (option.short && option.long) short.set(option.long, `-s ${option.short.slice(1)} `);
      // `--fail-on <error|warning>` names its values itself.
      const named = /<(\w+(?:\|\w+)+)>/.exec(option.flags)?.[1]?.split('|');
      if (named) own.set(flagOf(option), named);
    }
    about.set('--help', '');
    paths.push({ path, words: [...about.keys()], about, own, short });
    for (const sub of command.commands) visit(sub, `${path} ${sub.name()}`.trim());
  };
  visit(program, '');
  const args = new Map<string, readonly string[]>([
    ['completion', SHELLS],
    ['rules show', names.rules],
    ['rules test', names.packs],
  ]);
  return { paths, values, args };
}

const flagOf = (option: Option) => option.long ?? option.short ?? option.flags;

/** Shell patterns of `command --option` with the values that may follow; a command's own values come first. */
function valueCases(paths: Words['paths'], values: Words['values']): [string, readonly string[]][] {
  const own = paths.flatMap(({ path, own: named }) =>
    [...named].map(([option, list]): [string, readonly string[]] => [`'${path} ${option}'`, list]),
  );
  const shared = [...values].filter(([, list]) => list.length > 0);
  return [...own, ...shared.map(([option, list]): [string, readonly string[]] => [`*' ${option}'`, list])];
}

function bash({ paths, values, args }: Words): string {
  const words = paths.map(
    ({ path, words: list }) => `    '${path}') words='${[...(args.get(path) ?? []), ...list].join(' ')}' ;;`,
  );
  const options = valueCases(paths, values).map(
    ([when, list]) => `    ${when}) COMPREPLY=($(compgen -W '${list.join(' ')}' -- "$cur")); return ;;`,
  );
  const subs = paths.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `# koubo completion for bash: eval "$(koubo completion bash)"
_koubo() {
  local cur prev path words word
  cur="\${COMP_WORDS[COMP_CWORD]}"
  prev="\${COMP_WORDS[COMP_CWORD-1]}"
  path=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "\${path:+$path }$word" in
      ${subs.join('|')}) path="\${path:+$path }$word" ;;
    esac
  done
  case "$path $prev" in
${options.join('\n')}
  esac
  case "$path" in
${words.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
  [ \${#COMPREPLY[@]} -eq 0 ] && COMPREPLY=($(compgen -f -- "$cur"))
}
complete -o filenames -F _koubo koubo
`;
}

function zsh({ paths, values, args }: Words): string {
  const quote = (text: string) => text.replace(/'/g, "'\\''").replace(/:/g, '\\:');
  const described = paths.map(({ path, about }) => {
    const list = [...about].map(([word, text]) => `'${quote(word)}:${quote(text)}'`);
    const plain = args.has(path) ? ` compadd -- ${args.get(path)!.join(' ')};` : '';
    return `    '${path}')${plain} offers=(${list.join(' ')}) ;;`;
  });
  const options = valueCases(paths, values).map(
    ([when, list]) => `    ${when}) compadd -- ${list.join(' ')}; return ;;`,
  );
  const subs = paths.filter(({ path }) => path !== '').map(({ path }) => `'${path}'`);
  return `#compdef koubo
# koubo completion for zsh: koubo completion zsh > "\${fpath[1]}/_koubo"
_koubo() {
  local cmd='' word
  local -a words_so_far offers
  words_so_far=("\${(@)words[2,CURRENT-1]}")
  local prev="\${words_so_far[-1]}"
  for word in "\${words_so_far[@]}"; do
    case "\${cmd:+$cmd }$word" in
      ${subs.join('|')}) cmd="\${cmd:+$cmd }$word" ;;
    esac
  done
  case "$cmd $prev" in
${options.join('\n')}
  esac
  case "$cmd" in
${described.join('\n')}
  esac
  _describe 'koubo' offers
  [[ -n "$cmd" ]] && _files
  return 0
}
if [ "$funcstack[1]" = '_koubo' ]; then _koubo "$@"; else compdef _koubo koubo; fi
`;
}

function fish({ paths, values, args }: Words): string {
  const quote = (text: string) => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
  const lines = ['# koubo completion for fish: koubo completion fish > ~/.config/fish/completions/koubo.fish'];
  for (const { path, about, own, short } of paths) {
    const parts = path === '' ? [] : path.split(' ');
    const seen = parts.map((part) => `__fish_seen_subcommand_from ${part}`);
    const when = parts.length === 0 ? '__fish_use_subcommand' : seen.join('; and ');
    const plain = args.get(path);
    if (plain) lines.push(`complete -c koubo -f -n ${quote(when)} -a ${quote(plain.join(' '))}`);
    for (const [word, text] of about) {
      if (!word.startsWith('-')) lines.push(`complete -c koubo -f -n ${quote(when)} -a ${word} -d ${quote(text)}`);
      else {
        const list = own.get(word) ?? values.get(word);
        const takes = list && list.length > 0 ? ` -x -a ${quote(list.join(' '))}` : '';
        lines.push(
          `complete -c koubo -n ${quote(when)} ${short.get(word) ?? ''}-l ${word.replace(/^-+/, '')}${takes} -d ${quote(text)}`,
        );
      }
    }
  }
  return `${lines.join('\n')}\n`;
}
