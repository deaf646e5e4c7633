import { z } from 'zod';
import { packSchema } from '../../rules/schema.js';
import { type Context, ExitCode } from '../context.js';

/** The JSON Schema that editors complete packs from; published as schema/pack.schema.json. */
export function packJsonSchema(): string {
  const schema = z.toJSONSchema(packSchema, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify({ title: 'koubo rule pack', ...schema }, null, 2)}\n`;
}

export async function schema({ out }: Context): Promise<ExitCode> {
  out.write(packJsonSchema());
  return ExitCode.clean;
}
