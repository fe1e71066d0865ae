export { ActionRecommendation, Recommendation } from './recommendation.entity.js';
export { RecommendationsModule } from './recommendations.module.js';
export { type NewRecommendation, RecommendationsService } from './recommendations.service.js';
