import { RolecallError } from '../domain/errors.ts';
import type { RoleMap } from '../domain/role-map.ts';
import { type Config, configSchema } from './config.ts';
import { findInconsistencies } from './consistency.ts';
import { findUnkeepable } from './exclusive-groups.ts';
import { outlineOf } from './outline.ts';
import { type ConfigProblem, pathText, problemsOf, sentenceOf } from './problems.ts';
import type { SecretSources } from './secret-reference.ts';
import { readYaml } from './yaml.ts';

/** Every problem of a configuration file, each with its path and line. */
export class ConfigError extends RolecallError {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: readonly (ConfigProblem & { readonly line: number | null })[]) {
    const sentences = problems.map(({ path, message, line }) => {
      const place = [
        ...(line === null ? [] : [`line ${line}`]),
        ...(path.length === 0 ? [] : [pathText(path)]),
      ];
      return `\n  ${place.length === 0 ? '' : `${place.join(', ')}: `}${message}`;
    });
    super(
      'BAD_INPUT',
      `${file} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:${sentences.join('')}`,
    );
    this.problems = problems;
  }
}

/**
 * Reads a configuration. Throws a `ConfigError` with every problem at once, those of a file that is no YAML aside: of it nothing more can be
 * told.
 */
export const parseConfig = (
  text: string,
  options: SecretSources & { readonly file: string; readonly defaultRoleMap: (kind: string) => RoleMap },
): Config => {
  const yaml = readYaml(text);
  if ('faults' in yaml)
    throw new ConfigError(
      options.file,
      yaml.faults.map((fault) => ({ ...fault, path: [] })),
    );
  if (yaml.value === null)
    throw new ConfigError(options.file, [
      { path: [], message: 'empty; expected at least one of backends', line: null },
    ]);

  const parsed = configSchema(options).safeParse(yaml.value, { error: sentenceOf });
  const faults = parsed.success ? [] : parsed.error.issues.flatMap((issue) => problemsOf(issue));
  const outline = outlineOf(
    yaml.value,
    faults.map(({ path }) => path),
  );
  const problems = [
    ...faults.filter((fault) => !hangsOnKind(fault, faults)),
    ...findInconsistencies(outline, options),
    ...(parsed.success ? findUnkeepable(parsed.data, options.defaultRoleMap) : []),
  ];
  if (parsed.success && problems.length === 0) return parsed.data;
  const placed = problems.map((problem) => ({ ...problem, line: yaml.lineOf(problem.path) }));
  throw new ConfigError(
    options.file,
    placed.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0)),
  );
};

/** Which `auth` a backend takes shows only once its kind is right. */
const hangsOnKind = ({ path }: ConfigProblem, faults: readonly ConfigProblem[]): boolean =>
  path[0] === 'backends' &&
  path[2] === 'auth' &&
  faults.some(
    (other) => other.path[1] === path[1] && other.path[0] === 'backends' && other.path[2] === 'kind',
  );
