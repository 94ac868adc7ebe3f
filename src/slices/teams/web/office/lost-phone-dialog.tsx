import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Modal, Stack, Table, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, problemOf } from '#platform/web/api.ts'
import { Answer } from '#platform/web/office/answer.tsx'
import { notify } from '#platform/web/office/notices.tsx'
import { formatInstant } from '#platform/web/ui/format.ts'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'
import { losePhoneRoute, type MemberLine, memberPhonesRoute } from '#slices/teams/shared/routes.ts'
import type { TeamDetails } from './team-queries.ts'

/** The phones of a member: one of them can be reported lost, after a word about what that means. */
export const LostPhoneDialog = (props: { team: TeamDetails; member: MemberLine; onClose: () => void }) => {
  const { t } = useLingui()
  const { team, member, onClose } = props
  const params = { teamId: team.id, membershipId: member.id }
  const phones = useQuery({ queryKey: ['phones', member.id], queryFn: () => call(memberPhonesRoute, { params }) })
  const lose = useMutation({
    mutationFn: (sessionId: string) => call(losePhoneRoute, { params: { ...params, sessionId } }),
    onSuccess: () => notify(t`Đã báo mất máy của ${member.name}.`),
    onSettled: () => phones.refetch(),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Máy bị mất: ${member.name}`}
      closeButtonProps={{ 'aria-label': t`Đóng` }}
      size="lg"
    >
      <Stack>
        <Text>
          <Trans>
            Máy được báo mất không vào được nữa và tự xóa mọi dữ liệu khi nối mạng. Việc chưa gửi trên máy đó sẽ mất,
            không lấy lại được.
          </Trans>
        </Text>
        {lose.error && <ProblemAlert problem={problemOf(lose.error)} />}
        <Answer query={phones}>
          {(answer) => (
            <Table>
              <Table.Tbody>
                {answer.phones.map((phone) => (
                  <PhoneRow key={phone.id} phone={phone} onLose={() => lose.mutate(phone.id)} />
                ))}
                {answer.lost.map((phone) => (
                  <Table.Tr key={phone.id} data-lost={phone.id}>
                    <Table.Td>{phone.device}</Table.Td>
                    <Table.Td>
                      <Trans>báo mất {formatInstant(Date.parse(phone.lostAt))}</Trans>
                    </Table.Td>
                    <Table.Td>
                      {phone.wipedAt ? (
                        <Trans>đã xóa dữ liệu {formatInstant(Date.parse(phone.wipedAt))}</Trans>
                      ) : (
                        <Trans>chưa nối mạng từ lúc đó</Trans>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
                {answer.phones.length + answer.lost.length === 0 && (
                  <Table.Tr>
                    <Table.Td>
                      <Trans>Không có máy nào đang đăng nhập.</Trans>
                    </Table.Td>
                  </Table.Tr>
                )}
              </Table.Tbody>
            </Table>
          )}
        </Answer>
      </Stack>
    </Modal>
  )
}

const PhoneRow = (props: { phone: { id: string; device: string; usedAt: string }; onLose: () => void }) => {
  const { phone, onLose } = props
  const [asked, setAsked] = useState(false)
  return (
    <Table.Tr data-phone={phone.id}>
      <Table.Td>{phone.device}</Table.Td>
      <Table.Td>
        <Trans>dùng lần cuối {formatInstant(Date.parse(phone.usedAt))}</Trans>
      </Table.Td>
      <Table.Td ta="right">
        {asked ? (
          <Button size="xs" color="red" onClick={onLose}>
            <Trans>Đúng, máy này bị mất</Trans>
          </Button>
        ) : (
          <Button size="xs" variant="default" onClick={() => setAsked(true)}>
            <Trans>Máy bị mất</Trans>
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
