/** The only source of "now". Injected, so that tests and the demo choose the day. */
export abstract class Clock {
  abstract now(): Date;
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}

/** Starts at a chosen instant and then runs on with real time. */
export class ShiftedClock extends Clock {
  private readonly startedAt = Date.now();
  constructor(private readonly start: Date) {
    super();
  }
  now(): Date {
    return new Date(this.start.getTime() + (Date.now() - this.startedAt));
  }
}
