import * as z from 'zod';
import { pathText, problemsOf, sentenceOf } from '../../config/problems.ts';
import { readYaml } from '../../config/yaml.ts';
import { RolecallError } from '../../domain/errors.ts';
import type { UserBy } from '../documents/plan.ts';
import { userHelp, userNamed } from './user-by.ts';

/** Which roles each user is to hold, from YAML or JSON. Throws every problem with its line. */
export const parseDesired = (
  file: string,
  text: string,
): readonly { readonly user: UserBy; readonly roles: readonly string[] }[] => {
  const yaml = readYaml(text);
  if ('faults' in yaml) throw problems(file, yaml.faults);
  const { success, data, error } = desired.safeParse(yaml.value, { error: sentenceOf });
  if (!success)
    throw problems(
      file,
      error.issues
        .flatMap((issue) => problemsOf(issue))
        .map(({ path, message }) => ({
          line: yaml.lineOf(path),
          message: path.length === 0 ? message : `${pathText(path)}: ${message}`,
        })),
    );
  return data;
};

const user = z.string().transform((text, context) => {
  const by = userNamed(text);
  if (by !== null) return by;
  context.addIssue({ code: 'custom', message: `expected ${userHelp}, got ${JSON.stringify(text)}` });
  return z.NEVER;
});

const desired = z.array(z.strictObject({ user, roles: z.array(z.string().min(1)) })).min(1);

const problems = (
  file: string,
  all: readonly { readonly line: number | null; readonly message: string }[],
): RolecallError =>
  new RolecallError(
    'BAD_INPUT',
    all.map(({ line, message }) => `${file}${line === null ? '' : `, line ${line}`}: ${message}`).join('\n'),
  );
