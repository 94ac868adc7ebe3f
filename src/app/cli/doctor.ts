import { Command, Option } from 'commander'
import { runChecks } from './doctor-checks.ts'
import type { Finding } from './doctor-finding.ts'

const signs: Record<Finding['level'], string> = { ok: '✓', warning: '!', problem: '✗' }

export const doctorCommand = new Command('doctor')
  .description('kiểm tra cài đặt này có chạy tốt không (checks this installation)')
  .addOption(new Option('--lang <lang>', 'ngôn ngữ').choices(['vi', 'en']).default('vi'))
  .option('--json', 'in kết quả dạng JSON')
  .action(async (options: { lang: 'vi' | 'en'; json?: boolean }) => {
    const findings: Finding[] = []
    for await (const finding of runChecks(process.env)) {
      findings.push(finding)
      if (!options.json) console.log(`${signs[finding.level]} ${finding[options.lang]}`)
    }
    if (options.json) console.log(JSON.stringify(findings, null, 2))
    process.exitCode = findings.some((finding) => finding.level === 'problem') ? 1 : 0
  })
