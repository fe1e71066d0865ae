import { Injectable } from '@nestjs/common';
import type { CurrentUser } from '../../shared/permissions.js';
import { BriefsService } from '../briefs/index.js';
import { ClaimsQuery, InboxQuery } from '../evidence/index.js';
import { FollowUpsDueQuery } from './follow-ups-due.query.js';

/** What needs a person and is no list of items: it has pages of its own. */
@Injectable()
export class OwnNeedsQuery {
  constructor(
    private readonly claims: ClaimsQuery,
    private readonly inbox: InboxQuery,
    private readonly followUps: FollowUpsDueQuery,
    private readonly briefs: BriefsService,
  ) {}

  async counts(user: CurrentUser) {
    return {
      returned: await this.claims.countReturnedTo(user),
      inbox: await this.inbox.countOpen(user),
      follow_ups_due: await this.followUps.count(user),
      to_approve: await this.briefs.countToApprove(user),
    };
  }
}
