import { GraphQLError, getOperationAST, OperationTypeNode, parse } from 'graphql';

/** Whether the operation that is asked for is a mutation. What is no document, or does not say which operation is meant, is refused by whoever executes it. */
export const asksToWrite = (query: string, operationName: string | undefined): boolean => {
  try {
    const operation = getOperationAST(parse(query, { noLocation: true }), operationName);
    return operation?.operation === OperationTypeNode.MUTATION;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
};
