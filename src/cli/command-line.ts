import { Command } from 'commander';
import { ConfigError } from '../config/load.ts';
import { printConfigSchema } from './config-schema.ts';
import { startEmulators } from './emulate.ts';
import { serve } from './serve.ts';

/** Reads the arguments and runs one command. What the user can mend is told in a sentence and ends with 1. */
export const runCommandLine = async (argv: readonly string[]): Promise<void> => {
  const program = new Command('rolecall').description(
    'One GraphQL API over every system in which an organisation keeps users and roles.',
  );
  program
    .command('serve', { isDefault: true })
    .description(
      'Serve the API. Without a configuration: the demo, over four emulators with invented people.',
    )
    .option('-c, --config <file>', 'YAML; ROLECALL_CONFIG names one as well')
    .action(serve);
  program
    .command('emulate')
    .description('Start the four emulators alone and print a configuration that points at them.')
    .option('--people <number>', 'how many people to invent', '40')
    .option('--seed <number>', 'which people: the same for the same seed', '1')
    .option('--port <number>', 'of the first; the others follow', '4100')
    .action(startEmulators);
  program
    .command('config-schema')
    .description('Print the JSON Schema of the configuration, for editors.')
    .action(printConfigSchema);

  try {
    await program.parseAsync(argv as string[]);
  } catch (error) {
    if (!(error instanceof ConfigError || isListenFailure(error))) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
};

/** The port is taken, the address is not this machine's, or the port takes a right that the user lacks. */
const isListenFailure = (error: unknown): error is Error =>
  error instanceof Error && 'syscall' in error && error.syscall === 'listen';
