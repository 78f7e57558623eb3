import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { confirm } from '../../src/cli/confirm.ts';

const answered = async (text: string) => {
  const input = new PassThrough();
  const output = new PassThrough();
  const agreed = confirm('Apply it?', { input, output });
  input.end(text);
  return { agreed: await agreed, asked: String(output.read()) };
};

describe('a question at the terminal', () => {
  it.each(['y\n', 'Y\n', 'yes\n', ' yes \r\n'])('is agreed to with %j', async (text) => {
    expect(await answered(text)).toEqual({ agreed: true, asked: 'Apply it? [y/N] ' });
  });

  it.each(['', '\n', 'n\n', 'no\n', 'yep\n', 'y es\n', '\ny\n'])('is not agreed to with %j', async (text) => {
    expect((await answered(text)).agreed).toBe(false);
  });
});
