import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { HttpException, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppModule, type AppParts } from './app.module.js';
import type { Config, LogLevel } from './config/config.js';
import { VisitorsService } from './modules/access/index.js';
import { ASSET_ROOTS } from './web/assets.js';
import { MAX_BODY_BYTES, MAX_FILE_BYTES, readMultipart } from './web/form-body.js';
import { parseFields } from './web/form-fields.js';
import { VALIDATION } from './web/forms.js';
import { OpenApiDocument } from './web/open-api.controller.js';
import { InvalidInput, SignInNeeded, TooLarge } from './web/refusals.js';
import { securityHeaders } from './web/security-headers.js';

/** Enough to sign in or set up; more is taken only from people who are signed in. */
const MAX_STRANGERS_BODY_BYTES = 64 * 1024;
const ASSET = /\.(css|js|map|svg|png|ttf|woff2?)$/;

/** The application, ready to listen or to be asked by tests. */
export async function createApp(parts: AppParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    genReqId: () => randomUUID(),
    // X-Forwarded-For is anyone's to write: it is believed of the proxies that the operator named, and of nobody else.
    trustProxy: parts.config.trustedProxies.length > 0 ? parts.config.trustedProxies : false,
    routerOptions: { querystringParser: (text: string) => parseQuery(text), maxParamLength: 20_000 },
    rewriteUrl: ({ url }: IncomingMessage) => decodable(url ?? '/'),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(parts), adapter, {
    logger: quietly(parts.config.logLevels),
  });
  await setupApp(app, parts.config);
  await app.init();
  app.useLogger(parts.config.logLevels);
  return app;
}

/** Every module and route on a line of its own is of use only to whoever looks for a fault in them. */
const quietly = (levels: LogLevel[]): LogLevel[] =>
  levels.includes('debug') ? levels : levels.filter((level) => level !== 'log');

/** Everything between the network and the routes. */
export async function setupApp(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
  await app.register(helmet, securityHeaders(config.secureCookies));
  await app.register(cookie);
  await app.register(compress, {
    threshold: 1_024,
    encodings: ['br', 'gzip'],
    brotliOptions: BROTLI,
    // What comes in is not unpacked: 64 KB of it may be 64 MB.
    globalDecompression: false,
  });
  // A file that is too large is noted (OversizedFile), so that the form around it can come back.
  await app.register(multipart, { limits: { fileSize: MAX_FILE_BYTES }, throwFileSizeLimit: false });
  await serveAssets(app);

  const visitors = app.get(VisitorsService);
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/assets/')) return;
    request.heed = await visitors.stateOf(request);
    refusePacked(request);
    refuseBigFromStrangers(request);
    // Pages and answers are somebody's own; a download may say otherwise.
    void reply.header('cache-control', 'no-store');
  });
  fastify.addHook('preValidation', async (request) => {
    if (request.isMultipart()) request.body = await readMultipart(request);
  });
  app.useBodyParser(
    'application/x-www-form-urlencoded',
    { bodyLimit: MAX_BODY_BYTES },
    (_request, body, done) => {
      try {
        done(null, parseFields(body.toString('utf8')));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  app.useGlobalPipes(
    new ValidationPipe({
      ...VALIDATION,
      transform: true,
      exceptionFactory: (found) => new InvalidInput(found),
    }),
  );
  describeApi(app);
}

/** What cannot be decoded is an address at which nothing is: the router would answer it before any hook runs. */
function decodable(url: string): string {
  try {
    decodeURIComponent(url.split('?')[0]);
    return url;
  } catch {
    return url.startsWith('/api/') ? '/api/-' : '/-';
  }
}

const BROTLI = { params: { 0: 0, 1: 4 } };

const parseQuery = (text: string): Record<string, unknown> => {
  try {
    return parseFields(text);
  } catch {
    return {};
  }
};

function refusePacked({ headers }: FastifyRequest): void {
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new HttpException('Send the body as it is, without Content-Encoding', 415);
}

/** Before the body is read: strangers may not fill the memory. */
function refuseBigFromStrangers({ heed, headers, url }: FastifyRequest): void {
  if (heed.user) return;
  const length = Number(headers['content-length'] ?? 0);
  const isUpload =
    headers['content-type']?.startsWith('multipart/') || headers['transfer-encoding'] !== undefined;
  if (isUpload) throw new SignInNeeded('/');
  if (length > MAX_STRANGERS_BODY_BYTES) throw new TooLarge(url);
}

async function serveAssets(app: NestFastifyApplication): Promise<void> {
  for (const [index, { prefix, directory }] of ASSET_ROOTS.entries())
    await app.register(fastifyStatic, {
      root: directory,
      prefix,
      decorateReply: index === 0,
      index: false,
      immutable: true,
      maxAge: '365d',
      allowedPath: (path: string) => ASSET.test(path),
    });
}

function describeApi(app: NestFastifyApplication): void {
  const about = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Heed')
    .setDescription(
      'Tracks whether recommendations are heeded. Errors are application/problem+json (RFC 9457).',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'A token made on your account page' })
    .addSecurityRequirements('bearer')
    .build();
  app.get(OpenApiDocument).describe(() => {
    const document = SwaggerModule.createDocument(app, about);
    const api = Object.entries(document.paths).filter(([path]) => path.startsWith('/api/v1/'));
    return { ...document, paths: Object.fromEntries(api) };
  });
}
