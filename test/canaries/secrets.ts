import { storyBackends } from './backends.ts';
import { callers } from './callers.ts';
import type { NamedSecret } from './find.ts';
import { slips } from './slips.ts';

/** Every secret that the story knows beforehand. */
export const secretsOfTheStory: readonly NamedSecret[] = [
  ...Object.values(callers).map(({ token }) => token),
  ...storyBackends.flatMap(({ credential, otherSecret, token, passwords }) => [
    credential,
    otherSecret,
    token,
    ...Object.values(passwords),
  ]),
  ...slips.map(({ secret }) => secret),
];
