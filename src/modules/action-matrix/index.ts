export { Action } from './action.entity.js';
export { ActionMatrixModule } from './action-matrix.module.js';
export { ActionsService, type NewAction } from './actions.service.js';
export { CarriesOutDto } from './carries-out.api.js';
export { CarriesOutService } from './carries-out.service.js';
