import { adapterContract } from '../contract/contract.ts';
import { cfengine } from './fixture.ts';

adapterContract('CFEngine', cfengine);
