import { adapterContract } from '../contract/contract.ts';
import { iotCentral } from './fixture.ts';

adapterContract('IoT Central', iotCentral);
