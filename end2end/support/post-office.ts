// A mail server as a town hall has one: it wants TLS, a name and a password, and its certificate is vouched for by nobody
// whom browsers know. What it is given is read by another parser of letters than ours.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Settings } from './halle.ts';

const NAME = 'marche';
const PASSWORD = 'les cerises @ 4 €';

export type Delivered = { letter: ParsedMail; to: string[]; encrypted: boolean };

export class PostOffice {
  readonly delivered: Delivered[] = [];

  private constructor(
    private readonly folder: string,
    private readonly server: SMTPServer,
  ) {}

  static async open(): Promise<PostOffice> {
    const folder = mkdtempSync(join(tmpdir(), 'halle-post-'));
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')] as const;
    const [valid, subject, names] = [['-days', '2'], ['-subj', '/CN=localhost'], ['-addext', 'subjectAltName=DNS:localhost', '-addext', 'basicConstraints=critical,CA:FALSE']];
    const made = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert];
    execFileSync('openssl', [...made, ...valid, ...subject, ...names], { stdio: 'ignore' });
    const office: PostOffice = new PostOffice(
      folder,
      new SMTPServer({
        key: readFileSync(key),
        cert: readFileSync(cert),
        onAuth: (said, _session, answer) =>
          said.username === NAME && said.password === PASSWORD
            ? answer(null, { user: NAME })
            : answer(new Error('nobody of that name')),
        onData: (stream, session, answer) => {
          simpleParser(stream).then((letter) => {
            const to = session.envelope.rcptTo.map(({ address }) => address);
            office.delivered.push({ letter, to, encrypted: session.secure });
            answer();
          }, answer);
        },
      }),
    );
    // Who does not trust it hangs up: a story wants that, and it is no fault of the office.
    office.server.on('error', () => {});
    await new Promise<void>((ready) => office.server.listen(0, '127.0.0.1', ready));
    return office;
  }

  /** What a server of ours is told to leave its letters here. */
  get told(): Partial<Settings> {
    const { port } = this.server.server.address() as AddressInfo;
    return {
      HALLE_SMTP: `smtp://${NAME}:${encodeURIComponent(PASSWORD)}@localhost:${port}?tls=required`,
      HALLE_SMTP_AUTHORITY: join(this.folder, 'cert.pem'),
      HALLE_MAIL_FROM: 'Marché de Dourdan <marche@mairie.example>',
    };
  }

  async close(): Promise<void> {
    await new Promise<void>((closed) => this.server.close(closed));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
