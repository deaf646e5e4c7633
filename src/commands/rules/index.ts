import type { Command } from 'commander';
import { ruleMessagesFor } from '../../messages/rules.js';
import type { ExitCode } from '../context.js';
import type { CommandModule } from '../index.js';
import { collect } from '../options.js';

/** `koubo rules …`: for those who want to know the rules, and those who write them. Each part is loaded when it runs. */
const module: CommandModule = {
  define(command, context, done) {
    const t = ruleMessagesFor(context.lang);
    const runs = (sub: Command, run: (...args: never[]) => Promise<ExitCode>) =>
      sub.action(async (...args: unknown[]) => done(await run(...(args as never[]))));

    runs(
      command
        .command('list')
        .description(t.list)
        .option('--pack <name>', t.optPack, collect)
        .option('--category <name>', t.optCategory)
        .option('--format <text|json>', t.optFormat, 'text'),
      async (options) => (await import('./list.js')).list(options, context, t),
    );
    runs(
      command
        .command('show')
        .description(t.show)
        .argument('<id>', t.argRule)
        .option('--format <text|json>', t.optFormat, 'text'),
      async (id, options) => (await import('./show.js')).show(id, options, context, t),
    );
    runs(
      command
        .command('test')
        .description(t.test)
        .argument('[packs...]', t.argPacks)
        .option('--from <folder>', t.optFrom)
        .option('--unexercised', t.optUnexercised)
        .option('--format <text|json>', t.optFormat, 'text'),
      async (packs, options) => (await import('./test.js')).test(packs, options, context, t),
    );
    runs(command.command('schema').description(t.schema), async () => (await import('./schema.js')).schema(context));
    runs(
      command.command('coverage').description(t.coverage).option('--format <text|json>', t.optFormat, 'text'),
      async (options) => (await import('./coverage.js')).coverage(options, context, t),
    );
    runs(
      command
        .command('docs')
        .description(t.docs)
        .option('--out <folder>', t.optOut, 'docs/rules')
        .option('--check', t.optCheck),
      async (options) => (await import('./docs.js')).docs(options, context, t),
    );
  },
};
export default module;
