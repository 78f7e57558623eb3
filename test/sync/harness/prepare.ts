import type { GatewayProcess } from './gateway-process.ts';
import type { AccountAt, World } from './world.ts';

/** Lets the gateway read everything once, and confirms whose the accounts of the world are. Answers with the users' ids. */
export const prepare = async (
  { ask }: Pick<GatewayProcess, 'ask'>,
  { crew, leaver }: World,
): Promise<{ readonly crew: readonly string[]; readonly leaver: string }> => {
  for (;;) {
    const { backends } = await ask<{
      readonly backends: readonly { readonly index: { readonly completeness: string } }[];
    }>('{ backends { index { completeness } } }');
    if (backends.every(({ index }) => index.completeness === 'COMPLETE')) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const link = async (accounts: readonly AccountAt[]): Promise<string> => {
    const { linkAccounts } = await ask<{
      readonly linkAccounts: {
        readonly user: { readonly id: string } | null;
        readonly errors: readonly unknown[];
      };
    }>(
      'mutation ($input: LinkAccountsInput!) { linkAccounts(input: $input) { user { id } errors { code message } } }',
      { input: { accounts, reason: 'the same desk' } },
    );
    if (linkAccounts.user === null) throw new Error(JSON.stringify(linkAccounts.errors));
    return linkAccounts.user.id;
  };
  const users: string[] = [];
  for (const accounts of crew) users.push(await link(accounts));
  return { crew: users, leaver: await link(leaver) };
};
