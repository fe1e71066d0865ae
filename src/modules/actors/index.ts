export { ACTOR_KINDS, Actor, ActorAlias, type ActorKind, nameKey } from './actor.entity.js';
export { ActorsModule } from './actors.module.js';
export { type ActorFields, ActorsService } from './actors.service.js';
export { ActorDto, ActorForm, AliasDto } from './dto/actor.dto.js';
export { type NewActorAmongMany, addAliases, changeActors, enterActors } from './many-actors.js';
