import { SendingBrake } from './calls/parties/sendingBrake';
import { Whereabouts } from './calls/parties/whereabouts';

/** Shared by all nodes of this process. */

/** Where calls ring and are connected. Triggers add each party of each notification. */
export const whereabouts = new Whereabouts();

/** Recently sent calls and their targets. */
export const sendingBrake = new SendingBrake();
