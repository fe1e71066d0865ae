import { Module } from '@nestjs/common';
import { PublicationsService } from './publications.service.js';

@Module({ providers: [PublicationsService], exports: [PublicationsService] })
export class PublicationsModule {}
