import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callers } from './callers.ts';
import type { StartedBackend } from './started-backends.ts';

/** A configuration as it lies in a folder. */
export type StoryConfig = {
  readonly file: string;
  /** What its references to the environment need. */
  readonly environment: Readonly<Record<string, string>>;
};

/** Writes the configuration of the story, whose secrets lie in files and in the environment by turns. */
export const writeConfig = (folder: string, backends: readonly StartedBackend[]): StoryConfig => {
  const environment: Record<string, string> = {};
  mkdirSync(join(folder, 'secrets'));
  let references = 0;
  const file = write(folder, 'rolecall.yaml', backends, (name, secret) => {
    references += 1;
    if (references % 2 === 0) {
      const path = join(folder, 'secrets', name);
      writeFileSync(path, `${secret}\n`);
      return `{ file: "${path}" }`;
    }
    const variable = `CANARY_${references}`;
    environment[variable] = secret;
    return `{ env: ${variable} }`;
  });
  return { file, environment };
};

/** The same with every secret where a reference to it should be. */
export const writeCarelessConfig = (folder: string, backends: readonly StartedBackend[]): StoryConfig => ({
  file: write(folder, 'careless.yaml', backends, (_name, secret) => JSON.stringify(secret)),
  environment: {},
});

const write = (
  folder: string,
  name: string,
  backends: readonly StartedBackend[],
  refer: (name: string, secret: string) => string,
): string => {
  const known = [
    ...Object.entries(callers).map(([caller, of]) => ({ caller, ...of })),
    ...backends.map(({ backend: { id, token } }) => ({
      caller: `${id}-ops`,
      token,
      rights: `scopes: [admin], backends: [${id}]`,
    })),
  ];
  const tokens = known.map(
    ({ caller, token, rights }) =>
      `    - { name: ${caller}, token: ${refer(caller, token.secret)}, ${rights} }\n`,
  );
  const entries = backends.map(({ backend: { id, fault }, config, credential }) => {
    const patience = fault?.name === 'hanging' ? 'timeoutMs: 300, ' : '';
    return `  - { id: ${id}, ${config(refer(id, credential))}, ${patience}allowPlainHttp: true, writes: true, requestsPerSecond: 100000 }\n`;
  });
  const path = join(folder, name);
  writeFileSync(
    path,
    `server: { port: 0 }\nstore: { url: "file:rolecall.db" }\nauth:\n  tokens:\n${tokens.join('')}backends:\n${entries.join('')}${limits}`,
  );
  return path;
};

/** The story asks for everything at once, and takes much. */
const limits = `\
guards: { minAdmins: 1, maxRevokedPercent: 100, maxRevoked: 100000, smallMaxRevoked: 100000 }
limits: { tokens: 100000, depth: 100, aliases: 10000, cost: 100000000, upstreamCalls: 100000, requestMs: 20000 }
`;
