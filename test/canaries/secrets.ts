import { callers, cast } from './cast.ts';
import type { NamedSecret } from './find.ts';
import { slips } from './slips.ts';

/** Every secret that the story knows beforehand. */
export const secretsOfTheStory: readonly NamedSecret[] = [
  ...Object.values(callers).map(({ token }) => token),
  ...cast.flatMap(({ credential, rumour, token, passwords }) => [
    credential,
    rumour,
    token,
    ...Object.values(passwords),
  ]),
  ...slips.map(({ secret }) => secret),
];
