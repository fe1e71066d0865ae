import type { FastifyHelmetOptions } from '@fastify/helmet';
import { nonceOf } from './base-state.js';

/** What a response may do in a browser. No inline script or style, nothing from elsewhere, no framing. */
export const securityHeaders = (secure: boolean): FastifyHelmetOptions => ({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'", (request) => `'nonce-${nonceOf(request)}'`],
      // Turbo writes the style of its progress bar itself, under the nonce that the page names for it.
      styleSrc: ["'self'", (request) => `'nonce-${nonceOf(request)}'`],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      frameSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      frameAncestors: ["'none'"],
      manifestSrc: ["'self'"],
      ...(secure && { upgradeInsecureRequests: [] }),
    },
  },
  strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  // Links in mails carry one-time tokens: no other site may see where one came from.
  referrerPolicy: { policy: 'same-origin' },
  xFrameOptions: { action: 'deny' },
  crossOriginEmbedderPolicy: false,
});
