// Tests start the simulator as the lab does: as a process of its own, on a free port.
export { startSimulator, type RunningSimulator } from '../../lab/src/simulatorProcess.mts';
