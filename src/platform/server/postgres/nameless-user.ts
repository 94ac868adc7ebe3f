import { writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** What initdb says of a user whose number is in no /etc/passwd, as in `docker run --user 12345`. */
export const isNameless = (output: string): boolean => /could not look up effective user ID/.test(output)

/**
 * initdb (and nothing after it) insists that its user has a name, and has no way around. This gives it one, for a process
 * that is started with the answered environment: a library of one function, written to `file`, is asked instead of
 * /etc/passwd. Null on processors that it was not made for.
 */
export function nameFor(file: string): { LD_PRELOAD: string } | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  writeFileSync(file, gunzipSync(Buffer.from(library.join(''), 'base64')), { mode: 0o644 })
  return { LD_PRELOAD: file }
}

/*
 * Made from this, which is all there is in it:
 *
 *   struct passwd { char *name, *passwd; unsigned uid, gid; char *gecos, *dir, *shell; };
 *   struct passwd *getpwuid(unsigned uid) {
 *     static char name[] = "postgres", none[] = "", root[] = "/";
 *     static struct passwd one;
 *     one.name = name; one.passwd = none; one.uid = uid; one.gid = uid; one.gecos = none; one.dir = root; one.shell = none;
 *     return &one;
 *   }
 *
 * by: gcc -Os -shared -fPIC -nostdlib -fno-asynchronous-unwind-tables -fno-stack-protector -fcf-protection=none
 *   -Wl,--build-id=none,-z,noseparate-code,-z,norelro,--hash-style=sysv,-z,max-page-size=4096 -s -o name.so name.c
 *   strip -R .comment -R .note.gnu.property name.so; gzip -9n name.so; base64 -w100 name.so.gz
 */
const library = [
  'H4sIAAAAAAACA72TsU7DMBBALw6pQsvQVFSCBRUxMBGKkFCFBHQpilAH+AKUktB0KFSxEXRCjB36D3wCnwBi4UfY+QNw4jNxTEs7',
  'IG7Iy/nufPb57r7VPiaGAVJMOIRMA2gi34i61oAF/i3CYuprwXR5NvKEskCiFlS7k+cLute1ODIj7gnytJFn7ywowPyC6dJzEuQ8',
  'kvhVeHViDGhLQzdkg9ubXgDe2Prku3vj6gfH6OCEn9wbWbsJxtaS0LYE9gSOhK3sJP5r6Vp1g+MVeCYhNcwn3yJCXd65gXoR8iwh',
  'V+B/ZBs5uKasG4cUwKURZTHzO+BGPo3ADYZXdNgXZDG4LLxj4IbR+WXs98N03e/3LviPz3xwO5T+wblKWDui1VNyGbL+U/tK1t/B',
  'PYhWb8n693yJHrG1uq+ijWjvF2nvpvaZKuvKTCUi++9HH06J31R6feLcamJr+g7mNkGbSyM/j6YWL+dsH/NL+6CCJFl9f8vfxDUZ',
  '/4jxDxh/qvnXJtTDnHBPGd+aUb8vCWgM00gFAAA=',
]
