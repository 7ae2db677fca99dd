// Tests start the simulator like the lab: as a process of its own, on a free port.
export { startSimulator, type RunningSimulator } from '../../lab/src/simulatorProcess.mts';
