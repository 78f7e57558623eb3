import type { EmulatorAnswer } from '../answer.ts';
import type { EmulatorRequest } from '../routes.ts';
import { refuse } from './answers.ts';
import type { CipherscaleSwitches } from './switches.ts';

export type NewUser = { readonly email: string; readonly groups: readonly string[] };
export type Profile = { readonly firstName?: string; readonly lastName?: string; readonly image?: string };
export type RoleDelta = { readonly addedRoles: readonly string[]; readonly removedRoles: readonly string[] };
type JoinGroup = { readonly groupId: string };
export type GroupFields = {
  readonly name: string;
  readonly roles: readonly string[];
  readonly description?: string;
};

/** Hands on the body that fits, or answers what is wrong with it, in the words of class-validator. */
export const withBody = <T>(
  switches: CipherscaleSwitches,
  request: EmulatorRequest,
  shape: Shape<T>,
  then: (body: T) => EmulatorAnswer,
): EmulatorAnswer =>
  withJson(switches, request, (json) => {
    const problems = problemsOf(switches, shape, json);
    if (problems.length > 0) return refuse(switches, 400, problems);
    // The rules of the shape have just proved it.
    return then(json as T);
  });

/** The same for one body or an array of 1 to `most`. */
export const withBodies = <T>(
  switches: CipherscaleSwitches,
  request: EmulatorRequest,
  shape: Shape<T>,
  most: number,
  then: (bodies: readonly T[], form: 'one' | 'array') => EmulatorAnswer,
): EmulatorAnswer =>
  withJson(switches, request, (json) => {
    const form = Array.isArray(json) ? 'array' : 'one';
    const bodies: readonly unknown[] = [json].flat();
    if (bodies.length === 0) return refuse(switches, 400, ['users should not be empty']);
    if (bodies.length > most)
      return refuse(switches, 400, [`users must contain no more than ${most} elements`]);
    const problems = bodies.flatMap((body, at) =>
      problemsOf(switches, shape, body).map((problem) => (form === 'one' ? problem : `[${at}] ${problem}`)),
    );
    if (problems.length > 0) return refuse(switches, 400, problems);
    // As in `withBody`.
    return then(bodies as readonly T[], form);
  });

/** Express parses only what says it is JSON; any other body arrives as an empty object. */
const withJson = (
  switches: CipherscaleSwitches,
  { headers, body }: EmulatorRequest,
  then: (json: unknown) => EmulatorAnswer,
): EmulatorAnswer => {
  const isJson = headers['content-type']?.toLowerCase().startsWith('application/json') ?? false;
  if (!isJson || body === '') return then({});
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (error) {
    return refuse(switches, 400, error instanceof Error ? error.message : 'Unexpected token');
  }
  return then(json);
};

const problemsOf = <T>(
  { unknownFields }: CipherscaleSwitches,
  shape: Shape<T>,
  json: unknown,
): readonly string[] => {
  const fields: Readonly<Record<string, unknown>> =
    typeof json === 'object' && json !== null && !Array.isArray(json) ? { ...json } : {};
  const unexpected =
    unknownFields === 'ignored' ? [] : Object.keys(fields).filter((name) => !Object.hasOwn(shape, name));
  const wrong = Object.entries<Rule>(shape).flatMap(([name, rule]) => rule(fields[name], name));
  return [...unexpected.map((name) => `property ${name} should not exist`), ...wrong];
};

type Shape<T> = { readonly [Field in keyof T]-?: Rule };
type Rule = (value: unknown, name: string) => readonly string[];

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);

const isEmail = (value: unknown): boolean =>
  typeof value === 'string' && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value);

const text: Rule = (value, name) => (typeof value === 'string' ? [] : [`${name} must be a string`]);
const filledText: Rule = (value, name) =>
  value === '' ? [`${name} should not be empty`] : text(value, name);
const optionalText: Rule = (value, name) => (value === undefined ? [] : text(value, name));
const email: Rule = (value, name) => (isEmail(value) ? [] : [`${name} must be an email`]);
const uuid: Rule = (value, name) => (isUuid(value) ? [] : [`${name} must be a UUID`]);

const texts: Rule = (value, name) => {
  if (!Array.isArray(value)) return [`${name} must be an array`];
  return value.every((entry) => typeof entry === 'string') ? [] : [`each value in ${name} must be a string`];
};

const someUuids: Rule = (value, name) => {
  if (!Array.isArray(value)) return [`${name} must be an array`];
  if (value.length === 0) return [`${name} should not be empty`];
  return value.every(isUuid) ? [] : [`each value in ${name} must be a UUID`];
};

export const newUserShape: Shape<NewUser> = { email, groups: someUuids };
export const profileShape: Shape<Profile> = {
  firstName: optionalText,
  lastName: optionalText,
  image: optionalText,
};
export const roleDeltaShape: Shape<RoleDelta> = { addedRoles: texts, removedRoles: texts };
export const joinGroupShape: Shape<JoinGroup> = { groupId: uuid };
export const groupShape: Shape<GroupFields> = { name: filledText, roles: texts, description: optionalText };
