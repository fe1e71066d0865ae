export { Action } from './action.entity.js';
export { ActionMatrixModule } from './action-matrix.module.js';
export { ActionsService, type NewAction } from './actions.service.js';
