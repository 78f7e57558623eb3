import { adapterContract } from '../contract/contract.ts';
import { cdataSync } from './fixture.ts';

adapterContract('CData Sync', cdataSync);
