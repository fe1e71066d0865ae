export { BriefIssuesService } from './brief-issues.service.js';
export { BriefFactsService } from './brief-facts.service.js';
export { BriefsModule } from './briefs.module.js';
export { BriefsService } from './briefs.service.js';
export { AUDIENCES, type Audience, ProgressBrief } from './progress-brief.entity.js';
