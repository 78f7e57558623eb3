/** A command as it is typed where Rolecall lies. Never broken into lines or cut: it is there to be copied. */
export const typed = (command: string): string => `  ${beginning} ${command}`;

const beginning = 'npm run -s rolecall --';
