import { adapterContract } from '../contract/contract.ts';
import { iotCentral } from './fixture.ts';

await adapterContract('IoT Central', iotCentral);
