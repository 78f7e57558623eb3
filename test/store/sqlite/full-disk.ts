import { RolecallError } from '../../../src/domain/errors.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { accountOf, keep } from '../accounts.ts';

/** Fills a store until no more fits, in a process that may write only so much, and says how that ended and how much there is. */
process.on('SIGXFSZ', () => {});
const store = await openStore(`file:${process.argv[2]}`);
let kept = 0;
let code = 'NONE';
while (code === 'NONE')
  try {
    const some = Array.from({ length: 500 }, (_, at) =>
      accountOf('iot', `${kept + at}`, { displayName: `Somebody ${kept + at}` }),
    );
    await keep(store, some);
    kept += some.length;
  } catch (error) {
    code = error instanceof RolecallError ? error.code : String(error);
  }
const counted = await store.accounts.count({ backends: ['iot'] });
process.stdout.write(JSON.stringify({ code, kept, counted }));
process.exit(0);
