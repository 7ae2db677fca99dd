export { eventually } from '../../simulator/scenarios/eventually.mts';
