import { isCollection, isNode, LineCounter, parseDocument } from 'yaml';
import type * as z from 'zod';
import { RolecallError } from '../domain/errors.ts';
import type { RoleMap } from '../domain/role-map.ts';
import { type Config, configSchema } from './config.ts';
import { type ConfigProblem, findInconsistencies } from './consistency.ts';
import type { SecretSources } from './secret-reference.ts';

/** Every problem of a configuration file, each with its path and line. */
export class ConfigError extends RolecallError {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly (ConfigProblem & { readonly line: number | null })[]) {
    const lines = problems.map(
      ({ path, message, line }) =>
        `  ${line === null ? '' : `line ${line}, `}${path.length === 0 ? 'the whole' : pathText(path)}: ${message}`,
    );
    super(
      'BAD_INPUT',
      `${file} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${lines.join('\n')}`,
    );
    this.problems = problems;
  }
}

/** Reads a configuration. Throws a `ConfigError` with every problem at once. */
export const parseConfig = (
  text: string,
  options: SecretSources & { readonly file: string; readonly defaultRoleMap: (kind: string) => RoleMap },
): Config => {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? null : lineCounter.linePos(offset).line;
  if (document.errors.length > 0)
    throw new ConfigError(
      options.file,
      document.errors.map(({ message, pos }) => ({ path: [], message, line: lineAt(pos[0]) })),
    );

  const lineOf = (path: readonly (string | number)[]): number | null => {
    for (let length = path.length; length >= 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      if (isNode(node) && (length > 0 || isCollection(node))) return lineAt(node.range?.[0]);
    }
    return null;
  };

  const complain = (problems: readonly ConfigProblem[]): never => {
    throw new ConfigError(
      options.file,
      problems.map((problem) => ({ ...problem, line: lineOf(problem.path) })),
    );
  };

  const parsed = configSchema(options).safeParse(document.toJS() ?? {});
  if (!parsed.success) return complain(parsed.error.issues.flatMap(problemsOf));
  const inconsistencies = findInconsistencies(parsed.data, options.defaultRoleMap);
  return inconsistencies.length === 0 ? parsed.data : complain(inconsistencies);
};

/** A union that fits no member is told by the member that came nearest. */
const problemsOf = (issue: z.core.$ZodIssue): readonly ConfigProblem[] => {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  if (issue.code !== 'invalid_union' || issue.errors.length === 0 || issue.message !== 'Invalid input')
    return [{ path, message: issue.message }];
  const [nearest = []] = issue.errors.toSorted((one, other) => one.length - other.length);
  return nearest.flatMap(problemsOf).map((problem) => ({ ...problem, path: [...path, ...problem.path] }));
};

const pathText = (path: readonly (string | number)[]): string =>
  path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
