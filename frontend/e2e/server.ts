import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { request } from 'node:https';

export const HOST = 'anlan.test';
export const PASSWORD = 'browser-tests-only';
const HOME = resolve(import.meta.dirname, '../..');

/** The real server with HTTPS under a name that is not localhost, on an empty embedded database. */
export class Server {
  private constructor(
    readonly port: number,
    private readonly data: string,
    private readonly process: ChildProcess,
    private readonly log: string[],
  ) {}

  get origin(): string {
    return `https://${HOST}:${this.port}`;
  }

  /** Fingerprint of the server's key, for a browser that is to trust this one certificate and no other. */
  get keyFingerprint(): string {
    const key = new X509Certificate(readFileSync(certificateIn(this.data))).publicKey;
    return createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('base64');
  }

  static async start(): Promise<Server> {
    const data = mkdtempSync(join(tmpdir(), 'anlan-e2e-'));
    execFileSync(join(HOME, 'anlan'), ['certificate', HOST], { env: { ...process.env, ANLAN_DATA: data } });
    const port = await freePort();
    const log: string[] = [];
    const child = spawn('java', ['-jar', join(HOME, 'backend/target/anlan.jar')], {
      cwd: HOME,
      env: {
        ...process.env,
        ANLAN_DATA: data,
        ANLAN_PORT: String(port),
        ANLAN_BIND: '127.0.0.1',
        ANLAN_PUBLIC_URL: `https://${HOST}:${port}`,
        ANLAN_TLS_CERTIFICATE: certificateIn(data),
        ANLAN_TLS_KEY: join(data, 'tls', 'server.key'),
        ANLAN_ADMIN_PASSWORD: PASSWORD,
      },
    });
    child.stdout.on('data', (text) => log.push(String(text)));
    child.stderr.on('data', (text) => log.push(String(text)));
    const server = new Server(port, data, child, log);
    await server.ready();
    return server;
  }

  private async ready(): Promise<void> {
    const until = Date.now() + 100_000;
    while ((await this.status('/healthz')) !== 200) {
      if (this.process.exitCode !== null || Date.now() > until) {
        throw new Error(`the server did not start:\n${this.log.join('')}`);
      }
      await new Promise((again) => setTimeout(again, 250));
    }
  }

  private status(path: string): Promise<number> {
    return this.call('GET', path).then(
      (answer) => answer.status,
      () => 0,
    );
  }

  /** Calls as the administrator. */
  call(method: string, path: string, json?: object): Promise<{ status: number; body: string }> {
    return new Promise((done, fail) => {
      const call = request(
        {
          host: '127.0.0.1',
          servername: HOST,
          port: this.port,
          path,
          method,
          auth: `admin:${PASSWORD}`,
          headers: { Host: `${HOST}:${this.port}`, ...(json && { 'Content-Type': 'application/json' }) },
          ca: readFileSync(authorityIn(this.data)),
        },
        (answer) => {
          let body = '';
          answer.on('data', (part) => (body += part));
          answer.on('end', () => done({ status: answer.statusCode ?? 0, body }));
        },
      );
      call.on('error', fail);
      call.end(json && JSON.stringify(json));
    });
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await gone;
    rmSync(this.data, { recursive: true, force: true });
  }
}

const certificateIn = (data: string) => join(data, 'tls', 'server.crt');
const authorityIn = (data: string) => join(data, 'tls', 'authority.crt');

function freePort(): Promise<number> {
  return new Promise((done) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });
}
