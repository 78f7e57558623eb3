import { adapterContract } from '../contract.ts';
import { iotCentral } from './fixture.ts';

adapterContract('IoT Central', iotCentral);
