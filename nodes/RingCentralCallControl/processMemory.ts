import { SendingBrake } from './calls/parties/sendingBrake';
import { Whereabouts } from './calls/parties/whereabouts';

/** Shared by everything in this process: the calls that any node has seen. */

/** Where calls ring and are connected. Triggers tell it of each party of each notification. */
export const whereabouts = new Whereabouts();

/** Which calls the process has sent on lately, and where to. */
export const sendingBrake = new SendingBrake();
