import { canonicalJson } from '../../domain/canonical.ts';
import { withoutSecrets } from './without-secrets.ts';

/** What the audit trail tells of what a mutation asked for. */
export const auditedInput = (input: object): string => canonicalJson(withoutSecrets(input, '(secret)'));
