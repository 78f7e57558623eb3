import { appendAudit } from '../../src/audit/audit.ts';
import { RolecallError } from '../../src/domain/errors.ts';
import { openStore } from '../../src/store/open-store.ts';
import { auditEventOf } from '../store/records.ts';

/** Intends change after change until the disk has no room, in a process that may write only so much, and says how that ended. */
process.on('SIGXFSZ', () => {});
const store = await openStore(`file:${process.argv[2]}`);
let intended = 0;
let code = 'NONE';
while (code === 'NONE')
  try {
    const position = intended;
    await store.write(async (writer) => {
      await writer.runs.intend('r', [position], 3000);
      await appendAudit(writer, [
        auditEventOf({ phase: 'INTENT', runId: 'r', position, after: 'x'.repeat(2000) }),
      ]);
    });
    intended += 1;
  } catch (error) {
    code = error instanceof RolecallError ? error.code : String(error);
  }
const { PENDING } = await store.runs.counts('r');
process.stdout.write(JSON.stringify({ code, intended, readable: PENDING }));
process.exit(0);
