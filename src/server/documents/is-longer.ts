import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

/** Whether a document has more lexical tokens than so many. No more of it is read; what holds something that is no token has none. */
export const isLonger = (text: string, maxTokens: number): boolean => {
  const lexer = new Lexer(new Source(text));
  try {
    for (let tokens = 0; tokens <= maxTokens; tokens += 1)
      if (lexer.advance().kind === TokenKind.EOF) return false;
    return true;
  } catch (error) {
    if (error instanceof GraphQLError) return false;
    throw error;
  }
};
