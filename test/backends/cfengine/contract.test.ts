import { adapterContract } from '../contract/contract.ts';
import { cfengine } from './fixture.ts';

await adapterContract('CFEngine', cfengine);
