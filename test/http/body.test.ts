import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBody } from '../../src/http/body.ts';

describe('a body', () => {
  it('is the same text however it is cut into chunks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.integer({ min: 1, max: 9 })), (text, cuts) => {
        const bytes = Buffer.from(text);
        const body = createBody(bytes.length);
        let from = 0;
        for (const length of [...cuts, bytes.length]) {
          expect(body.append(bytes.subarray(from, from + length))).toBe(true);
          from = Math.min(bytes.length, from + length);
        }
        expect(body.read().text).toBe(text);
      }),
    );
  });

  it('is empty where nothing came', () => {
    expect(createBody(10).read()).toEqual({ text: '', isUtf8: true });
  });

  it('says where bytes are not UTF-8, and shows the rest as it is', () => {
    expect(readOf(Buffer.from('J\xfcrgen', 'latin1'))).toEqual({ text: 'J\ufffdrgen', isUtf8: false });
    expect(readOf(Buffer.from('J\u00fc').subarray(0, -1))).toEqual({ text: 'J\ufffd', isUtf8: false });
  });

  it.each(['\ufffd', '👋🏿', '\u{10ffff}'])('holds %s where that is what came', (text) => {
    expect(readOf(Buffer.from(text))).toEqual({ text, isUtf8: true });
  });

  it('says so whenever a strict decoder would refuse the bytes, and never else', () => {
    const bytes = fc.array(
      fc.oneof(fc.uint8Array({ maxLength: 4 }), fc.string({ unit: 'binary' }).map(Buffer.from)),
    );
    fc.assert(
      fc.property(bytes, (parts) => {
        const whole = Buffer.concat(parts);
        expect(readOf(whole).isUtf8).toBe(isStrictlyUtf8(whole));
      }),
    );
  });

  it('keeps what came when the chunk is overwritten later', () => {
    const body = createBody(10);
    const chunk = Buffer.from('abc');
    body.append(chunk);
    chunk.fill('x');
    expect(body.read().text).toBe('abc');
  });

  it.each([0, 1, 7, 1024.5])('takes %s bytes and not one more', (maxBytes) => {
    const body = createBody(maxBytes);
    expect(body.append(Buffer.alloc(Math.floor(maxBytes), 'x'))).toBe(true);
    expect(body.append(Buffer.alloc(1))).toBe(false);
    expect(body.read().text).toHaveLength(Math.floor(maxBytes));
  });

  it('P27: costs about its size when it comes a byte at a time', () => {
    const size = 1_000_000;
    const body = createBody(size);
    const before = process.memoryUsage().arrayBuffers;
    for (let sent = 0; sent < size; sent += 1) body.append(oneByte);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * size);
    expect(body.read().text).toBe('x'.repeat(size));
  });
});

it('a body that was expected is the same text, whatever was expected', () => {
  for (const expected of [0, 3, 6, 7, 1000, Number.NaN]) {
    const body = createBody(9);
    body.append(Buffer.from('abc'));
    body.expect(expected);
    body.append(Buffer.from('def'));
    expect(body.read().text).toBe('abcdef');
  }
});

it('a large body has its bytes, and a text where one is asked for', () => {
  const text = 'ü'.repeat(600_000);
  const answer = readOf(Buffer.from(text));
  expect(answer.bytes?.length).toBe(1_200_000);
  expect(answer.text).toBe(text);
  expect(readOf(Buffer.from('ü')).bytes).toBe(undefined);
});

const oneByte = Buffer.from('x');

const readOf = (bytes: Buffer) => {
  const body = createBody(bytes.length);
  body.append(bytes);
  return body.read();
};

const isStrictlyUtf8 = (bytes: Buffer): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
