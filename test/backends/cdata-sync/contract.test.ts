import { adapterContract } from '../contract.ts';
import { cdataSync } from './fixture.ts';

adapterContract('CData Sync', cdataSync);
