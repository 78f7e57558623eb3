import { Command } from 'commander';
import { RolecallError } from '../domain/errors.ts';
import { wholeNumber } from './arguments/whole-number.ts';
import { exitCodesHelp } from './exit-code.ts';
import { GatewayError } from './gateway/gateway-error.ts';
import { gatewayCommands } from './gateway-commands.ts';
import { listenFailure } from './listen-failure.ts';

/** Reads the arguments and runs one command. What the user can mend is told in a sentence and ends with 1. */
export const runCommandLine = async (argv: readonly string[]): Promise<void> => {
  // What a command needs is loaded with it: a client shall not wait for the gateway's code.
  const program = new Command('rolecall').description(
    'One GraphQL API over every system in which an organisation keeps users and roles.',
  );
  program
    .command('serve')
    .description(
      'Serve the API. Without a configuration: the demo, over four emulators with invented people.',
    )
    .option('-c, --config <file>', 'YAML; ROLECALL_CONFIG names one as well')
    .option(
      '-p, --port <number>',
      'instead of the configured one; 0 takes a free one',
      wholeNumber(0, 65_535),
    )
    .action(async (options) => (await import('./serve.ts')).serve(options));
  program
    .command('emulate')
    .description('Start the four emulators alone and print a configuration that points at them.')
    .option('--people <number>', 'how many people to invent', wholeNumber(1, 100_000), 40)
    .option('--seed <number>', 'which people: the same for the same seed', wholeNumber(0, 2 ** 32 - 1), 1)
    .option(
      '-p, --port <number>',
      'of the first, the others follow; 0 takes free ones',
      wholeNumber(0, 65_532),
      4100,
    )
    .action(async (options) => (await import('./emulate.ts')).startEmulators(options));
  program
    .command('config-schema')
    .description('Print the JSON Schema of the configuration, for editors.')
    .action(async () => (await import('./config-schema.ts')).printConfigSchema());
  program
    .command('documents')
    .description('Print the documents that these commands send, for a gateway that trusts only known ones.')
    .action(async () => (await import('./print-documents.ts')).printDocuments());
  for (const command of gatewayCommands()) program.addCommand(command);
  program.addHelpText('after', exitCodesHelp);

  try {
    await program.parseAsync(argv as string[]);
  } catch (error) {
    const sentence =
      error instanceof RolecallError || error instanceof GatewayError ? error.message : listenFailure(error);
    if (sentence === null) throw error;
    process.stderr.write(`${sentence}\n`);
    process.exitCode = error instanceof GatewayError && error.code === 'GUARD_BLOCKED' ? 3 : 1;
  }
};
