import { adapterContract } from '../contract/contract.ts';
import { cipherscale } from './fixture.ts';

adapterContract('CipherScale', cipherscale);
