import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';

/** Every case of the project's catalogue of hostile inputs, by its name there. One that ends in a dash is where several names begin. */
const catalogue = `
  D-alias-100 D-alias-1000 D-alias-10000 D-dup-500 D-dup-10000 D-dupkey-3000 D-dupfrag-600 D-dir-unknown-10 D-dir-unknown-10000
  D-dir-skip-100 D-dir-spread-500 D-depth-50 D-depth-10000 D-list-20000 D-obj-20000 D-type-20000 D-cycle-1 D-cycle-2 D-cycle-500
  D-chain-3000 D-laughs-28 D-laughs-nest-24 D-frag-unused-1000 D-ops-1000 D-vars-5000 D-undef-vars-2000 D-tokens-100k D-ignored-1MB
  D-errors-bounded D-longname D-longname-echo D-longstring D-blockstring-quad D-unterminated D-empty D-no-op D-two-anon D-two-named
  D-dup-opname D-opname-magic D-sdl D-subscription D-defer D-bom D-nul D-surrogate D-proto-fields D-proto-alias D-proto-type
  D-int-overflow D-introspection D-suggest
  C-int- C-missing C-proto-vars C-deep-vars C-big-value-echo C-vars-keys-50k
  J-null J-two J-extra-keys J-deep J-deep-obj J-dupkeys J-overflow J-bom J-utf8-bad J-utf16
  B-array-2 B-array-10 B-array-100 B-junk
  X-text-plain X-form X-form-json X-multipart X-no-ctype X-ctype-trick X-ctype-odd X-charset-odd X-ctype-case X-get-mutation X-override
  X-get-simple X-get-dup X-cors-cred X-cors-any X-ide X-accept-odd X-json-type X-nosniff X-powered-by
  H-method- H-method-junk H-te-cl H-cl-cl H-cl-bad H-te-odd H-chunk-bad H-header-big H-header-many H-header-nul H-no-host
  H-host-reflect H-http09 H-expect H-upgrade H-url-long H-traverse H-body-2MB H-body-60MB H-gzip-bomb H-gzip-5MB H-br-bomb H-enc-bad
  H-abort H-slow- H-pipeline H-burst H-neighbours
  P-apq-poison P-apq-odd P-apq-open P-trace
  A-jwt-none A-jwt-confusion A-jwt-psychic A-jwt-expired A-jwt-kid A-jwt-jku A-jwt-x5u A-jwt-jwk A-jwt-crit A-jwt-stripped A-jwt-pbes2
  A-jwt-long A-scheme A-none A-query-token A-mine-empty A-mine-case A-mine-prefix A-mine-longer
  S1 S2 S3 S4 S5 S6 S7 S8 S9 S10 S11 S12 S13 S14 S15 S16 S17 S18 S19 S20
`
  .trim()
  .split(/\s+/);

/** Titles as they are when the tests run, tables filled in: what a file only says in a comment is none. */
const titlesOf = async (folders: readonly string[]): Promise<readonly string[]> => {
  const vitest = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
  const config = join(import.meta.dirname, '../vitest.config.ts');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [vitest, 'list', '--config', config, '--no-staticParse', ...folders, '--json'],
    { maxBuffer: 16 * 1024 * 1024 },
  );
  return (JSON.parse(stdout) as readonly { readonly name: string }[]).map(({ name }) => name);
};

describe('the catalogue of hostile inputs', () => {
  let words: readonly string[] = [];
  beforeAll(async () => {
    const titles = await titlesOf(['hostile/', 'server/']);
    words = [...new Set(titles.flatMap((title) => title.split(/[\s,:]+/)))];
  }, 120_000);

  it('has for every case a test that bears its name', () => {
    const isBorne = (name: string) =>
      name.endsWith('-') ? words.some((word) => word.startsWith(name)) : words.includes(name);
    expect(catalogue.filter((name) => !isBorne(name))).toEqual([]);
    expect(catalogue.length).toBeGreaterThan(150);
  });

  it.each([
    [/^J-[a-z0-9-]+$/, 22 + 8],
    [/^A-jwt-[a-z0-9]+$/, 10],
    [/^A-mine-[a-z]+$/, 4],
    [/^H-method-[A-Z]+$/, 7],
  ])('has as many tests as it says of %s', (kind, least) => {
    expect(words.filter((word) => kind.test(word)).length).toBeGreaterThanOrEqual(least);
  });
});
