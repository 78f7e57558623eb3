import { getOperationAST, OperationTypeNode } from 'graphql';
import { parseWithin } from '../documents/parse-within.ts';

/**
 * Whether the operation that is asked for is a mutation. What is no document, or does not say which operation is meant, is refused by whoever
 * executes it.
 */
export const asksToWrite = (query: string, operationName: string | undefined): boolean => {
  // A URL holds no more than 16 KiB, and a trusted document no more than documents may.
  const document = parseWithin(query, Number.POSITIVE_INFINITY);
  return (
    document !== null && getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION
  );
};
