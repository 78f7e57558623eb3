import { GraphQLError } from 'graphql';

/**
 * What graphql-js says of a document or its variables, without suggestions and without the values that came: one may be a password, and what
 * stands in place of the document may be a token. Names that stand where names belong are told.
 *
 * @see https://github.com/graphql/graphql-js/blob/16.x.x/src/execution/values.ts
 */
export const withoutValues = (error: GraphQLError): string => {
  const { message, originalError: reason } = error;
  const variable = /^Variable "\$\w+" got invalid value /.exec(message)?.[0];
  if (variable === undefined || !(reason instanceof GraphQLError)) return withoutValue(message);
  // The value is told between the variable and the place in it, and may look like either.
  const place = / at "[\w.[\]]+"$/.exec(message.slice(0, -`; ${reason.message}`.length))?.[0] ?? '';
  const subject = variable.replace(' got invalid value ', ' got an invalid value');
  return `${subject}${place}; ${withoutValue(reason.message)}`;
};

/** Each line is one sentence of graphql-js 16, in this order where one may be within another. What was cut before is left as it is. */
const withoutValue = (message: string): string =>
  message
    .replace(/ ?Did you mean .*\?$/s, '')
    .replace(/( cannot represent [^:]*): .*$/s, '$1.')
    .replace(/^(Argument "\w+" has invalid value) .*$/s, '$1.')
    .replace(/, found .*$/s, '.')
    .replace(/^Value ".*" does not exist/s, 'The value does not exist')
    .replace(/^Field "(?!\w+" is not defined).*" is not defined/s, 'A field that has no name is not defined')
    .replace(/^(Syntax Error: Unexpected \w+) ".*"\.$/s, '$1.')
    .replace(/^Unknown operation named ".*"\.$/s, 'No operation of the document has that name.');
