import { BackendError } from './errors.ts';
import { retold } from './retold.ts';

/** Does what follows a write that was acknowledged. Where it fails, the error says that the write was done, whatever it says of the rest. */
export const afterWrite = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    throw error instanceof BackendError ? asUnsettled(error) : error;
  }
};

/** The failure of what followed an acknowledged write: no refusal of the write, of which only reading tells what it led to. */
export const asUnsettled = (error: BackendError): BackendError =>
  retold(error, `${error.message}; the write before it was acknowledged`, { isUnsettled: true });
