import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Who may import whom, by longest fitting path. What a place is not allowed to import, it does not know. */
const arrows: readonly (readonly [place: RegExp, mayImport: readonly RegExp[]])[] = [
  [/^src\/main\.ts$/, [/^src\/cli\//]],
  [
    /^src\/cli\//,
    [/^src\/app\.ts$/, /^src\/(cli|config|domain|emulators)\//, /^src\/backends\/registry\.ts$/],
  ],
  [/^src\/app\.ts$/, [/^src\/(?!cli\/|main\.ts|emulators\/)/]],
  [/^src\/config\//, [/^src\/(config|domain)\//]],
  [/^src\/domain\//, [/^src\/domain\//]],
  [/^src\/http\//, [/^src\/http\//, /^src\/domain\/(call-options|errors|health)\.ts$/]],
  [
    /^src\/backends\/(backend|configured-backend|native-role-tables)\.ts$/,
    [/^src\/domain\//, /^src\/backends\/backend\.ts$/],
  ],
  [
    /^src\/backends\/registry\.ts$/,
    [/^src\/backends\//, /^src\/config\/config\.ts$/, /^src\/domain\/health\.ts$/, /^src\/http\//],
  ],
  [
    /^src\/backends\/configure-backend\.ts$/,
    [
      /^src\/backends\/(configured-backend|registry)\.ts$/,
      /^src\/(config|domain)\//,
      /^src\/http\/large-bodies\.ts$/,
    ],
  ],
  [/^src\/store\//, [/^src\/(store|domain)\//]],
  [/^src\/audit\//, [/^src\/(audit|domain)\//, /^src\/store\/store\.ts$/]],
  [
    /^src\/identity\//,
    [
      /^src\/(identity|domain)\//,
      /^src\/store\/store\.ts$/,
      /^src\/backends\/(backend|configured-backend)\.ts$/,
    ],
  ],
  [
    /^src\/sync\//,
    [
      /^src\/(sync|identity|audit|domain)\//,
      /^src\/store\/(store|pages)\.ts$/,
      /^src\/backends\/(backend|configured-backend|native-role-tables)\.ts$/,
    ],
  ],
  [
    /^src\/graphql\//,
    [
      /^src\/(graphql|sync|identity|audit|domain)\//,
      /^src\/store\/(store|pages|[a-z]+-records)\.ts$/,
      /^src\/backends\/(backend|configured-backend|native-role-tables)\.ts$/,
    ],
  ],
  [/^src\/server\//, [/^src\/(server|graphql|domain)\//]],
  [/^src\/emulators\//, [/^src\/emulators\//]],
];

const vendors = ['iot-central', 'cdata-sync', 'cfengine', 'cipherscale'];

type Import = { readonly from: string; readonly to: string };

const root = normalize(join(import.meta.dirname, '..'));
const files = globSync('src/**/*.ts', { cwd: root });
const imports: readonly Import[] = files.flatMap((from) =>
  [...readFileSync(join(root, from), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(
    ([, path = '']) => ({
      from,
      to: normalize(join(dirname(from), path)),
    }),
  ),
);

const isAllowed = ({ from, to }: Import): boolean => {
  const vendor = vendors.find((one) => from.startsWith(`src/backends/${one}/`));
  if (vendor !== undefined)
    return [
      `src/backends/${vendor}/`,
      'src/domain/',
      'src/http/',
      'src/backends/backend.ts',
      'src/backends/configured-backend.ts',
    ].some((place) => to.startsWith(place));
  return arrows.some(
    ([place, mayImport]) => place.test(from) && mayImport.some((allowed) => allowed.test(to)),
  );
};

describe('the house', () => {
  it('has files and imports to look at', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(imports.length).toBeGreaterThan(200);
  });

  it('keeps its arrows: nothing imports what it should not know', () => {
    expect(imports.filter((one) => !isAllowed(one)).map(({ from, to }) => `${from} -> ${to}`)).toEqual([]);
  });

  it('lets only the registry import a vendor', () => {
    const outsiders = imports.filter(({ from, to }) => {
      const vendor = vendors.find((one) => to.startsWith(`src/backends/${one}/`));
      return (
        vendor !== undefined &&
        !from.startsWith(`src/backends/${vendor}/`) &&
        from !== 'src/backends/registry.ts'
      );
    });
    expect(outsiders).toEqual([]);
  });

  it('keeps mappings pure: they import the domain and their own wire types', () => {
    const impure = imports.filter(
      ({ from, to }) => from.endsWith('/mapping.ts') && /^src\/(http|config|graphql|sync|server)\//.test(to),
    );
    expect(impure).toEqual([]);
  });

  it('lets nothing outside emulators and the command line know an emulator', () => {
    expect(
      imports.filter(
        ({ from, to }) => to.startsWith('src/emulators/') && !/^src\/(emulators|cli)\//.test(from),
      ),
    ).toEqual([]);
  });

  it('asks what a backend can, never which one it is', () => {
    const asking = files.filter(
      (file) =>
        !/^src\/(backends\/registry\.ts|emulators\/|cli\/)/.test(file) &&
        /kind\s*===\s*'(iot-central|cdata-sync|cfengine|cipherscale)'/.test(
          readFileSync(join(root, file), 'utf8'),
        ),
    );
    expect(asking).toEqual([]);
  });

  it('has no drawers for things without a name', () => {
    expect(
      files.filter((file) =>
        /(^|\/)(utils?|helpers?|common|shared|lib|types|services|models)(\.ts|\/)|\/index\.ts$/.test(file),
      ),
    ).toEqual([]);
  });
});
