/** Every entity, by hand: what is not listed here has no table. */
export const entities: Array<new () => object> = [];
