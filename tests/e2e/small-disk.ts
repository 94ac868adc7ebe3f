import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of its own in memory, small enough to be filled without harming anybody. Only who may mount can have one. */
export class SmallDisk {
  readonly folder: string
  private filler: { file: number; timer: NodeJS.Timeout } | null = null

  private constructor(folder: string) {
    this.folder = folder
  }

  /** Null where this machine lets nobody mount (no root, a container without CAP_SYS_ADMIN). */
  static mount(megabytes: number): SmallDisk | null {
    const folder = mkdtempSync(join(tmpdir(), 'tungnha-disk-'))
    const options = `size=${megabytes}m,mode=0755`
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]).status === 0) return new SmallDisk(folder)
    rmSync(folder, { recursive: true })
    return null
  }

  /** Whether `mount` would answer a disk. */
  static possible(): boolean {
    const disk = SmallDisk.mount(1)
    disk?.unmount()
    return disk !== null
  }

  /** A folder on it that PostgreSQL's user can reach (root runs it as nobody). */
  dataFolder(): string {
    const folder = join(this.folder, 'data')
    mkdirSync(folder)
    return folder
  }

  /** Takes every byte that is free, now and whenever something is freed, until there is room again. */
  fill(): void {
    const file = openSync(join(this.folder, 'somebody-elses-film'), 'w')
    const timer = setInterval(() => takeAll(file), 50)
    this.filler = { file, timer }
    takeAll(file)
  }

  /** The film is deleted. */
  makeRoom(): void {
    if (!this.filler) return
    clearInterval(this.filler.timer)
    closeSync(this.filler.file)
    rmSync(join(this.folder, 'somebody-elses-film'))
    this.filler = null
  }

  freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder)
    return bavail * bsize
  }

  unmount(): void {
    this.makeRoom()
    spawnSync('umount', ['--lazy', this.folder])
    rmSync(this.folder, { recursive: true, force: true })
  }
}

function takeAll(file: number): void {
  for (const size of [1_048_576, 4_096]) {
    const some = Buffer.alloc(size, 1)
    while (takes(file, some));
  }
}

function takes(file: number, some: Buffer): boolean {
  try {
    return writeSync(file, some) === some.length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false
    throw error
  }
}
