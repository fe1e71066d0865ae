export { Organisation } from './organisation.entity.js';
