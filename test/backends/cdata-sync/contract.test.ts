import { adapterContract } from '../contract/contract.ts';
import { cdataSync } from './fixture.ts';

await adapterContract('CData Sync', cdataSync);
