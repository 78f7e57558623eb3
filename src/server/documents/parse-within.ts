import { type DocumentNode, GraphQLError, Lexer, parse, Source, TokenKind } from 'graphql';
import { RolecallError } from '../../domain/errors.ts';

/**
 * A document of at most so many tokens; `null` for what is none. Throws COST_EXCEEDED where brackets lie so deep within each other that
 * whoever follows them could run out of stack.
 */
export const parseWithin = (text: string, maxTokens: number): DocumentNode | null => {
  try {
    // What is closed again takes two tokens, and what is left open is no document.
    if (Math.min(maxTokens, text.length) > 2 * deepest) refuseDeep(text, maxTokens);
    return parse(text, { maxTokens, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
};

const deepest = 500;

const refuseDeep = (text: string, maxTokens: number): void => {
  const lexer = new Lexer(new Source(text));
  let depth = 0;
  for (let tokens = 0; tokens <= maxTokens; tokens += 1) {
    const { kind } = lexer.advance();
    if (kind === TokenKind.EOF) return;
    if (opening.has(kind)) depth += 1;
    if (closing.has(kind)) depth -= 1;
    if (depth > deepest)
      throw new RolecallError(
        'COST_EXCEEDED',
        `expected at most ${deepest} brackets within each other in a document`,
      );
  }
};

const opening: ReadonlySet<TokenKind> = new Set([TokenKind.PAREN_L, TokenKind.BRACKET_L, TokenKind.BRACE_L]);
const closing: ReadonlySet<TokenKind> = new Set([TokenKind.PAREN_R, TokenKind.BRACKET_R, TokenKind.BRACE_R]);
