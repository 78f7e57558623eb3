import { adapterContract } from '../contract.ts';
import { cfengine } from './fixture.ts';

adapterContract('CFEngine', cfengine);
