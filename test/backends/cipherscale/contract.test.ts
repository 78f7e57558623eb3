import { adapterContract } from '../contract.ts';
import { cipherscale } from './fixture.ts';

adapterContract('CipherScale', cipherscale);
