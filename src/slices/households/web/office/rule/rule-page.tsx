import { Trans, useLingui } from '@lingui/react/macro'
import { Alert, Button, Stack, Title } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { formatDay } from '#platform/web/ui/format.ts'
import { defaultRule } from '#slices/households/shared/register.ts'
import type { RuleContent } from '#slices/households/shared/rule-routes.ts'
import { usePlace } from '#slices/places/web/office/public.ts'
import { RuleEditor } from './rule-editor.tsx'
import { RuleHistory } from './rule-history.tsx'
import { contentOf, type RuleAnswer, ruleQuery } from './rule-queries.ts'
import { RuleTable } from './rule-table.tsx'

/** What makes a digital household and a digital citizen in a province: the rule in force, the next one, all before. */
export const RulePage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const query = useQuery(ruleQuery(place.id))
  return (
    <OfficePage
      title={t`Tiêu chí gia đình số, công dân số: ${place.title}`}
      lead={t`Mỗi lần sửa là một bản mới, áp dụng từ ngày đã định. Số liệu của những ngày trước giữ nguyên.`}
    >
      <Answer query={query}>{(answer) => <Whole answer={answer} />}</Answer>
    </OfficePage>
  )
}

const Whole = ({ answer }: { answer: RuleAnswer }) => {
  const [draft, setDraft] = useState<RuleContent | null>(null)
  const version = answer.versions.find((one) => one.version === answer.inForce)
  const coming = answer.versions[0]?.version === answer.inForce ? undefined : answer.versions[0]
  const present = contentOf(version ?? defaultRule)
  return (
    <Stack>
      <section aria-labelledby="rule-in-force" data-rule={answer.inForce ?? 0}>
        <Title order={2} fz="h4" mb="xs" id="rule-in-force">
          {version ? (
            <Trans>
              Đang áp dụng từ ngày {formatDay(version.validFrom)}, theo {version.decidedBy}
            </Trans>
          ) : (
            <Trans>Đang áp dụng tiêu chí mặc định (Kiên Giang, 2023)</Trans>
          )}
        </Title>
        <RuleTable rule={present} />
      </section>
      {coming && (
        <Alert>
          <Trans>
            Bản mới của {coming.decidedBy} sẽ áp dụng từ ngày {formatDay(coming.validFrom)}.
          </Trans>
        </Alert>
      )}
      {draft ? (
        <RuleEditor start={draft} present={present} answer={answer} onClose={() => setDraft(null)} />
      ) : (
        <div className="no-print">
          <Button
            leftSection={<IconPencil size={16} aria-hidden />}
            onClick={() => setDraft(contentOf(answer.versions[0] ?? defaultRule))}
          >
            <Trans>Soạn bản mới</Trans>
          </Button>
        </div>
      )}
      <RuleHistory versions={answer.versions} onReuse={draft ? null : (one) => setDraft(contentOf(one))} />
    </Stack>
  )
}
