import * as z from 'zod';
import type { ReadVendorCode } from '../../http/status.ts';

/** The `code` of an error's body, such as `NotFound`; `null` where it has none. */
export const readIotCentralErrorCode: ReadVendorCode = (body) => {
  try {
    return errorBody.parse(JSON.parse(body)).error.code;
  } catch {
    return null;
  }
};

const errorBody = z.object({ error: z.object({ code: z.string() }) });
