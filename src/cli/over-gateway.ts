import { Command, Option } from 'commander';
import { type ExitCode, exitCodesHelp } from './exit-code.ts';
import { createSession, type Session, type SessionOptions } from './session.ts';

/** A command that asks a running gateway. */
export const overGateway = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .addOption(
      new Option('--url <url>', 'the gateway; its token is in the environment, ROLECALL_TOKEN')
        .env('ROLECALL_URL')
        .default('http://127.0.0.1:4000/graphql'),
    )
    .option('--json', 'print what the schema calls it, as JSON, and nothing else')
    .option('--by-id', 'send the ids of documents, as `rolecall documents` prints them, in place of texts')
    .option('--verbose', 'tell also what changes nothing')
    .addHelpText('after', exitCodesHelp);

/** Runs a command's part of the conversation; what it comes to is the exit code. */
export const inSession = async (
  options: SessionOptions,
  run: (session: Session) => Promise<ExitCode>,
): Promise<void> => {
  process.exitCode = await run(createSession(options));
};
