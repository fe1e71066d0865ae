export { Organisation } from './organisation.entity.js';
export { SettingsModule } from './settings.module.js';
export { type OrganisationSettings, SettingsService } from './settings.service.js';
export { TIME_ZONES } from './time-zones.js';
