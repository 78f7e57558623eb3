import { formsOf } from './forms.ts';

/** What must not be found, under a name that may be told. */
export type NamedSecret = { readonly name: string; readonly secret: string };

/** Something that was put out, and where. */
export type Output = { readonly place: string; readonly text: string };

/** A secret that hides in an output. It never holds the secret itself, so that it can be printed. */
export type Hit = { readonly place: string; readonly secret: string; readonly form: string };

/** Finds all the secrets in all their forms, in time that grows with the text and not with the secrets. */
export const createFinder = (secrets: readonly NamedSecret[]) => {
  const needlesByStart = new Map<string, Needle[]>();
  let forms = 0;
  for (const { name, secret } of secrets)
    for (const form of formsOf(secret)) {
      const text = form.text.toLowerCase();
      const start = text.slice(0, startLength);
      needlesByStart.set(start, [
        ...(needlesByStart.get(start) ?? []),
        { text, secret: name, form: form.name },
      ]);
      forms += 1;
    }

  const find = ({ place, text }: Output): readonly Hit[] => {
    const folded = text.toLowerCase();
    const hits: Hit[] = [];
    for (let at = 0; at <= folded.length - startLength; at += 1)
      for (const needle of needlesByStart.get(folded.slice(at, at + startLength)) ?? [])
        if (folded.startsWith(needle.text, at))
          hits.push({ place, secret: needle.secret, form: needle.form });
    return hits;
  };
  return { forms, find };
};

type Needle = { readonly text: string; readonly secret: string; readonly form: string };

/** No form is shorter. */
const startLength = 8;
