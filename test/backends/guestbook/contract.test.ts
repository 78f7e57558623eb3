import { adapterContract } from '../contract/contract.ts';
import { guestbook } from './fixture.ts';

adapterContract('Guestbook', guestbook);
