import * as z from 'zod';
import type { ReadVendorCode } from '../../http/status.ts';

/**
 * CData's own client reads errors as `{ error: { code, message } }`. No page shows v2's: whatever else comes, be it a sentence, a page of
 * HTML or nothing, has no code in it.
 *
 * github.com/CDataSoftware/cdata-sync-mcp-server, src/types/api.ts
 */
export const readCdataSyncErrorCode: ReadVendorCode = (body) => {
  try {
    return String(errorSchema.parse(JSON.parse(body)).error.code);
  } catch {
    return null;
  }
};

const errorSchema = z.object({ error: z.object({ code: z.union([z.string(), z.number()]) }) });
