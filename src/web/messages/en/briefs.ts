export const briefs = {} as const;
