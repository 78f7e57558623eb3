import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const section =
  /^## Add a backend\n(.*?)^## /ms.exec(
    readFileSync(new URL('../../../README.md', import.meta.url), 'utf8'),
  )?.[1] ?? '';
const excerpts = [...section.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = '']) => text);
const code = globSync('*.ts', { cwd: import.meta.dirname }).map((file) =>
  readFileSync(join(import.meta.dirname, file), 'utf8'),
);

describe('how to add a backend', () => {
  it('is told in at most sixty lines, with excerpts', () => {
    expect(section.split('\n').length).toBeLessThanOrEqual(60);
    expect(excerpts.length).toBeGreaterThan(3);
  });

  it.each(excerpts.map((excerpt) => [excerpt.trim().split('\n')[0], excerpt] as const))(
    'is shown in code that is run: %s',
    (_title, excerpt) => {
      expect(code.filter((text) => text.includes(excerpt))).toHaveLength(1);
    },
  );
});
