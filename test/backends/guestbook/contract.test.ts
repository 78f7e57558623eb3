import { adapterContract } from '../contract/contract.ts';
import { guestbook } from './fixture.ts';

await adapterContract('Guestbook', guestbook);
