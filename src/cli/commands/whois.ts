import type { Command } from 'commander';
import { userBy, userHelp } from '../arguments/user-by.ts';
import { wholeNumber } from '../arguments/whole-number.ts';
import type { UserBy } from '../documents/plan.ts';
import { userDocument } from '../documents/user.ts';
import { present } from '../gateway/refusal.ts';
import { inSession, overGateway } from '../over-gateway.ts';
import { renderUser } from '../render/user.ts';
import type { SessionOptions } from '../session.ts';

export const whoisCommand = (): Command =>
  overGateway('whois', 'Tell who somebody is on every system, with which roles, and how sure that is.')
    .argument('<user>', userHelp, userBy)
    .option(
      '--max-age <seconds>',
      'read anew what is older; any age when not given',
      wholeNumber(0, 31_536_000),
    )
    .action((by: UserBy, options: SessionOptions & { readonly maxAge?: number }) =>
      inSession(options, async (session) => {
        const { user } = await session.ask(userDocument, {
          by,
          maxAgeSeconds: options.maxAge ?? null,
        });
        const found = present(user, 'such user');
        session.answer(found, renderUser(found, session.page));
        return 0;
      }),
    );
