import { adapterContract } from '../contract/contract.ts';
import { cipherscale } from './fixture.ts';

await adapterContract('CipherScale', cipherscale);
