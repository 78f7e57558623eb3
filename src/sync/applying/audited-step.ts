import { canonicalJson } from '../../domain/canonical.ts';
import type { Step } from '../../domain/change.ts';

/** What the audit trail tells of a step: how it is before and afterwards, as JSON. */
export const auditedStep = (
  step: Step,
): { readonly before: string | null; readonly after: string | null } => {
  switch (step.kind) {
    case 'ROLES':
      return { before: canonicalJson({ roles: step.before }), after: canonicalJson({ roles: step.after }) };
    case 'STATUS':
      return { before: canonicalJson({ status: step.before }), after: canonicalJson({ status: step.after }) };
    case 'DELETE':
      return { before: canonicalJson({ roles: step.before }), after: null };
    case 'CREATE':
      return { before: null, after: canonicalJson({ ...step.account, roles: step.grants }) };
    case 'UPDATE':
      return { before: canonicalJson(step.before), after: canonicalJson(step.after) };
    case 'REINVITE':
      return { before: null, after: null };
  }
};
