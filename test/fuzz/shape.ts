import { anyOf, createDice, type Dice } from './dice.ts';
import type { Asked } from './document.ts';

/** A request as bytes: a sound one whose method, path, headers or framing are odd. It ends its side of the connection afterwards. */
export const shapeFor = (
  seed: number,
  given: { readonly host: string; readonly token: string; readonly sound: Asked },
): Buffer => {
  const dice = createDice(seed);
  const { host, token, sound } = given;
  const body = Buffer.from(JSON.stringify(sound));
  const headers: Headers = [
    ['host', host],
    ['connection', 'close'],
    ['authorization', `Bearer ${token}`],
    ['content-type', 'application/json'],
    ['content-length', String(body.length)],
  ];
  for (let left = dice.between(1, 3); left > 0; left -= 1) anyOf(dice, oddities)(dice, headers);
  const method = dice.chance(0.6) ? 'POST' : anyOf(dice, methods);
  const path = dice.chance(0.7) ? '/graphql' : anyOf(dice, paths);
  const version = dice.chance(0.95)
    ? 'HTTP/1.1'
    : anyOf(dice, ['HTTP/1.0', 'HTTP/0.9', 'HTTP/2', 'http/1.1', '']);
  const head = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const whole = Buffer.concat([
    Buffer.from(`${method} ${path} ${version}\r\n${head}\r\n`, 'latin1'),
    isChunked(headers) ? chunked(dice, body) : body,
  ]);
  return dice.chance(0.1) ? whole.subarray(0, dice.between(0, whole.length)) : whole;
};

type Headers = (readonly [name: string, value: string])[];

const isChunked = (headers: Headers): boolean =>
  headers.some(([name, value]) => /^transfer-encoding$/i.test(name) && /chunked/i.test(value));

const chunked = (dice: Dice, body: Buffer): Buffer => {
  const chunks: Buffer[] = [];
  for (let at = 0; at < body.length; ) {
    const piece = body.subarray(at, at + dice.between(1, 40));
    chunks.push(
      Buffer.from(`${piece.length.toString(16)}${dice.chance(0.05) ? ';x=y' : ''}\r\n`),
      piece,
      Buffer.from('\r\n'),
    );
    at += piece.length;
  }
  const end = dice.chance(0.1) ? '0\r\nx-trailer: 1\r\n\r\n' : '0\r\n\r\n';
  return Buffer.concat([...chunks, Buffer.from(end)]);
};

const without = (headers: Headers, name: string): void => {
  const at = headers.findIndex(([one]) => one === name);
  if (at !== -1) headers.splice(at, 1);
};

const replacing = (name: string, values: readonly string[]) => (dice: Dice, headers: Headers) => {
  without(headers, name);
  headers.push([name, anyOf(dice, values)]);
};

const adding = (name: string, values: readonly string[]) => (dice: Dice, headers: Headers) => {
  headers.push([name, anyOf(dice, values)]);
};

const oddities: readonly ((dice: Dice, headers: Headers) => void)[] = [
  (dice, headers) => without(headers, anyOf(dice, headers)?.[0] ?? ''),
  (dice, headers) => headers.push(anyOf(dice, headers)),
  replacing('content-type', [
    'APPLICATION/JSON',
    'application/json; charset=utf-8',
    'application/json; charset=utf-16',
    'application/json;',
    'application/graphql',
    'text/plain',
    'multipart/form-data; boundary=x',
    '',
    `application/json; a=${'b'.repeat(4000)}`,
  ]),
  replacing('content-length', ['0', '-1', '1', '1e3', '99999999', '9'.repeat(40), '0x10', ' ', '+5']),
  (_dice, headers) => {
    without(headers, 'content-length');
    headers.push(['transfer-encoding', 'chunked']);
  },
  adding('transfer-encoding', [
    'chunked',
    'identity',
    'gzip, chunked',
    'chunked, chunked',
    'xchunked',
    '\x0bchunked',
  ]),
  adding('accept', [
    '*/*',
    'application/graphql-response+json',
    'application/json;q=0',
    'text/html',
    'text/event-stream',
    'multipart/mixed',
    Array.from({ length: 1000 }, (_, at) => `a/b${at}`).join(),
    ';;;,,,q=',
  ]),
  adding('content-encoding', ['gzip', 'br', 'identity', 'deflate, gzip', '']),
  adding('accept-encoding', ['gzip', 'br;q=1.0', '*']),
  adding('authorization', ['Bearer x', 'Basic eDp5', '', `Bearer ${'x'.repeat(5000)}`, 'Bearer \xff\xfe']),
  replacing('authorization', [
    'Bearer',
    'bearer x',
    'Bearer  x',
    'Token x',
    `Bearer ${'a.'.repeat(3000)}`,
    '\x80',
  ]),
  replacing('host', ['', 'evil.example', 'a b', '[::1', `${'h'.repeat(5000)}`, '127.0.0.1:99999']),
  adding('expect', ['100-continue', '200-ok', '']),
  adding('upgrade', ['h2c', 'websocket', 'TLS/1.0']),
  adding('connection', ['keep-alive', 'upgrade', 'close, upgrade', 'authorization']),
  adding('origin', ['null', 'https://evil.example', 'file://']),
  adding('cookie', ['session=x; token=y']),
  adding('x-forwarded-for', ['127.0.0.1']),
  adding('x-http-method-override', ['GET', 'DELETE']),
  adding('x-request-id', ['mine', '\x01']),
  adding('trailer', ['authorization']),
  adding('range', ['bytes=0-1']),
  adding('if-none-match', ['*']),
  (dice, headers) => {
    for (let left = dice.between(50, 400); left > 0; left -= 1) headers.push([`x-h${left}`, 'v']);
  },
  (dice, headers) => headers.push(['x-long', 'v'.repeat(dice.between(1000, 40_000))]),
  (dice, headers) => headers.push([anyOf(dice, ['x y', 'x\0', ' x', '', 'é', 'x:y']), 'v']),
  (dice, headers) => headers.push(['x-value', anyOf(dice, ['a\0b', 'a\rb', 'a\nb: c', '\x7f', '\xe9'])]),
];

const methods: readonly string[] = [
  ...['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'CONNECT', 'PROPFIND', 'QUERY', 'PRI'],
  ...['post', 'FOOBAR', '', 'P\0ST', 'M-SEARCH', 'LINK'],
];

const paths: readonly string[] = [
  ...['/', '/graphql/', '/graphql?', '/graphql?query={caller{name}}', '/graphql?query=%'],
  ...['/graphql?query[]=x', '/GRAPHQL', '//graphql', '/graphql;x', '/graphql/..', '/../../etc/passwd'],
  ...['/%2e%2e/', '/%', '/%00', '*', 'http://evil.example/graphql', '//evil.example/'],
  ...['/health/live', '/health/ready', '/metrics', '/graphiql'],
  ...['/graphql#x', '/graph ql', '/\xff', `/${'a'.repeat(9000)}`, '/graphql?__proto__=1', ''],
];
