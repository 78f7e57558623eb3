import { Refusal } from './answers.ts';
import type { Role, User } from './state.ts';

/** What PUT and POST of a user take. `username` is accepted and means nothing: the path has it. */
export type UserWrite = Partial<Pick<User, 'name' | 'email' | 'roles' | 'time_zone'>> & {
  readonly password?: string;
};

/** Addresses and role names are stored as they come, twice where they come twice. */
export const parseUserWrite = (body: string): UserWrite => {
  const fields = parseObject(body);
  const write = {
    ...texts(fields, ['name', 'email', 'time_zone', 'password']),
    ...('roles' in fields ? { roles: textArray(fields.roles, 'roles') } : {}),
  };
  if (write.password !== undefined) checkPassword(write.password);
  return write;
};

export const parseRoleWrite = (body: string): Omit<Role, 'id'> =>
  texts(parseObject(body), ['description', 'includeContext', 'excludeContext']);

/** At least one alias. */
export const parseAliases = (body: string): readonly string[] => {
  const aliases = textArray(parseJson(body), 'alias');
  if (aliases.length === 0) throw new Refusal(422, 'alias is required.');
  return aliases;
};

/** The defaults of the settings `minPasswordLength` and `passwordComplexity`, and the published limit. */
const checkPassword = (password: string): void => {
  if (password.length < 8 || password.length > 20)
    throw new Refusal(422, 'The password must have 8 to 20 characters.');
  const classes = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((one) => one.test(password));
  if (classes.length < 3)
    throw new Refusal(422, 'The password must mix three of lower case, upper case, digits and others.');
};

/** Any media type will do: the manual's own examples send JSON as a form. */
const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refusal(400, 'The request body is not valid JSON.');
  }
};

const parseObject = (body: string): Readonly<Record<string, unknown>> => {
  const parsed = parseJson(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Refusal(400, 'The request body is not a JSON object.');
  return { ...parsed };
};

/** Those of `names` that are present. */
const texts = <Name extends string>(
  fields: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): { readonly [name in Name]?: string } => {
  const present = names.filter((name) => name in fields);
  const refused = present.find((name) => typeof fields[name] !== 'string');
  if (refused !== undefined) throw new Refusal(422, `${refused} must be a string.`);
  // The search for what to refuse has just proved it.
  return Object.fromEntries(present.map((name) => [name, fields[name]])) as { [name in Name]?: string };
};

const textArray = (value: unknown, name: string): readonly string[] => {
  if (!Array.isArray(value) || !value.every((one) => typeof one === 'string'))
    throw new Refusal(422, `${name} must be an array of strings.`);
  return value;
};
