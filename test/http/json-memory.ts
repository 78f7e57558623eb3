import * as z from 'zod';
import { type Body, createBody } from '../../src/http/body.ts';
import { parseAnswer } from '../../src/http/json.ts';
import { listOf } from '../../src/http/json-list.ts';

/**
 * A process of its own, as what it tells is the most memory that it ever held: it takes one of `answers` in, parses it, and prints how that ended.
 *
 * `node test/http/json-memory.ts 'opens lists'`
 */
const maxBytes = 32 * 1024 * 1024;

/** Written piece by piece, so that making the answer costs little beside keeping it. */
const answers: Readonly<Record<string, () => Generator<string>>> = {
  'opens lists': () => manyOf('[', '', maxBytes, () => '['),
  'empty objects': () => manyOf('[{}', ']', 11_000_000, () => ',{}'),
  'empty users': () => manyOf('{"value":[{}', ']}', 740_000, () => ',{}'),
  'members of different names': () => manyOf('{"":0', '}', 1_499_990, (at) => `,"${at.toString(36)}":0`),
  'users of CData Sync': () =>
    manyOf(`{"value":[${cdataSyncUser(0)}`, ']}', 100_000, (at) => `,${cdataSyncUser(at)}`),
};

function* manyOf(
  start: string,
  end: string,
  count: number,
  entry: (at: number) => string,
): Generator<string> {
  let piece = start;
  for (let at = 1; at < count; at += 1) {
    piece += entry(at);
    if (piece.length < 64 * 1024) continue;
    yield piece;
    piece = '';
  }
  yield piece + end;
}

const cdataSyncUser = (at: number): string =>
  JSON.stringify({
    id: `9b2d7c10-5f7b-4c4e-9d57-${String(at).padStart(12, '0')}`,
    user: `adalovelace${at}`,
    email_address: `Ada.Lovelace${at}@example.com`,
    is_active: true,
    roles: [{ id: 'cdata_support', name: 'cdata_support' }],
    federation_id: null,
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
  });

const user = z.object({ id: z.string(), user: z.string(), roles: listOf(z.object({ id: z.string() })) });
const schema = z.object({ value: listOf(user).optional() });

const peakMiB = (): number => Math.round(process.resourceUsage().maxRSS / 1024);

const outcomeOf = (body: Body): string => {
  const answer = { operation: 'listUsers', status: 200, headers: {}, ...body.read(), tookMs: 1 };
  try {
    parseAnswer('hub', answer, schema);
    return 'ok';
  } catch (error) {
    return String(error);
  }
};

const body = createBody(maxBytes);
for (const piece of answers[process.argv[2] ?? '']?.() ?? []) body.append(Buffer.from(piece));
const beforeMiB = peakMiB();
const outcome = outcomeOf(body);
process.stdout.write(JSON.stringify({ outcome, growthMiB: peakMiB() - beforeMiB, peakMiB: peakMiB() }));
