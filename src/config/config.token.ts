/** Injects the Config that the process was started with. */
export const CONFIG = Symbol('heed:config');
