import type { EmulatorAnswer } from '../answer.ts';
import type { CdataSyncState, Role, User } from './state.ts';
import type { CdataSyncSwitches, WriteAnswer } from './switches.ts';

export type Answers = {
  user(user: User): EmulatorAnswer;
  /** One page, or everyone. `next` is where the page after is, `null` on the last one. */
  list(
    users: readonly User[],
    next: { readonly origin: string; readonly target: string } | null,
  ): EmulatorAnswer;
  written(how: WriteAnswer, user: User): EmulatorAnswer;
  token(token: string): EmulatorAnswer;
  /** `headers` come on top of what the body's shape asks for. */
  refusal(status: number, message: string, headers?: Readonly<Record<string, string>>): EmulatorAnswer;
};

/** Spells every answer as the switches have it at that moment. */
export const createAnswers = (state: CdataSyncState, switches: CdataSyncSwitches): Answers => {
  const spellUser = (user: User): unknown => {
    const email = spellEmail(user.email_address, switches);
    const roles = spellRoles(user, state, switches);
    const spelled = {
      id: switches.ids === 'uuid' ? user.id : rawJSON(String(user.longId)),
      user: user.user,
      ...(email === undefined ? {} : { email_address: email }),
      is_active: spellBoolean(user.is_active, switches),
      ...(roles === undefined ? {} : { roles }),
      ...(switches.details ? spellDetails(user, switches) : {}),
    };
    return spellKeys(spelled, switches, v1UserKeys);
  };

  return {
    user: (user) => ({ status: 200, json: spellUser(user) }),
    list: (users, next) => {
      const { envelope, paging } = switches;
      const spelled = users.map(spellUser);
      if (envelope === 'array') return { status: 200, json: spelled };
      if (next === null || paging === 'off') return { status: 200, json: { [envelope]: spelled } };
      const link = paging === 'next' ? next.target : next.origin + next.target;
      return { status: 200, json: { [envelope]: spelled, [paging]: link } };
    },
    written: (how, user) => {
      switch (how) {
        case '200-record':
        case '201-record':
          return { status: Number(how.slice(0, 3)), json: spellUser(user) };
        case '200-value':
        case '201-value':
          return { status: Number(how.slice(0, 3)), json: { value: [spellUser(user)] } };
        case '200-empty':
          return { status: 200 };
        case '204':
          return { status: 204 };
      }
    },
    token: (token) => ({ status: 200, json: spellKeys({ auth_token: token }, switches) }),
    refusal: (status, message, headers) => {
      const body = spellError(status, message, switches);
      return { status, ...body, headers: { ...body.headers, ...headers } };
    },
  };
};

/** Node has it; TypeScript's library does not list it yet. */
const { rawJSON } = JSON as JSON & { rawJSON(text: string): unknown };

const spellEmail = (email: string | null, { noEmail }: CdataSyncSwitches): string | null | undefined => {
  if (email !== null) return email;
  switch (noEmail) {
    case 'null':
      return null;
    case 'empty':
      return '';
    case 'absent':
      return undefined;
  }
};

const spellBoolean = (is: boolean, { booleans }: CdataSyncSwitches): unknown => {
  switch (booleans) {
    case 'true':
      return is;
    case '"true"':
      return is ? 'true' : 'false';
    case '"True"':
      return is ? 'True' : 'False';
    case '1':
      return is ? 1 : 0;
  }
};

const spellRoles = (user: User, state: CdataSyncState, switches: CdataSyncSwitches): unknown => {
  const roles = user.roles.flatMap((id) => state.roles.get(id) ?? []);
  if (roles.length === 0) return { '[]': [], null: null, absent: undefined }[switches.noRoles];
  const names = roles.map((role) => spellRoleName(role, switches));
  switch (switches.roles) {
    case 'refs':
      return roles.map((role) => spellKeys({ id: role.id, name: spellRoleName(role, switches) }, switches));
    case 'names':
      return names;
    case 'ids':
      return roles.map(({ id }) => id);
    case 'single-name':
      return names.length === 1 ? names[0] : names;
  }
};

const spellRoleName = ({ name, displayName }: Role, { builtInNames }: CdataSyncSwitches): string =>
  builtInNames === 'display' ? (displayName ?? name) : name;

const spellDetails = ({ created_at, updated_at }: User, switches: CdataSyncSwitches) => {
  const allowed = spellBoolean(true, switches);
  return {
    created_at,
    updated_at,
    permissions: spellKeys({ can_update: allowed, can_delete: allowed }, switches),
  };
};

const spellKeys = (
  record: Readonly<Record<string, unknown>>,
  { keys }: CdataSyncSwitches,
  v1Keys: Readonly<Record<string, string>> = {},
): Readonly<Record<string, unknown>> => {
  const spell = (key: string): string => {
    if (keys === 'lower_snake') return key;
    const pascal = key.replaceAll(/(?<=^|_)[a-z]/g, (first) => first.toUpperCase());
    return keys === 'Pascal_Snake' ? pascal : (v1Keys[key] ?? pascal.replaceAll('_', ''));
  };
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [spell(key), value]));
};

/** v1 has no e-mail; `Email` is what its other names suggest. */
const v1UserKeys = { id: 'UserId', email_address: 'Email', is_active: 'Active' };

const spellError = (
  status: number,
  message: string,
  { errorBody }: CdataSyncSwitches,
): Omit<EmulatorAnswer, 'status'> => {
  switch (errorBody) {
    case 'code-and-message':
      return { json: { error: { code: String(status), message } } };
    case 'error-string':
      return { json: { error: message } };
    case 'message':
      return { json: { message } };
    case 'text':
      return { text: message };
    case 'html':
      return {
        headers: { 'content-type': 'text/html; charset=utf-8' },
        text: `<!DOCTYPE html><html><head><title>Error ${status}</title></head><body><h1>${message}</h1></body></html>`,
      };
    case 'empty':
      return {};
  }
};
