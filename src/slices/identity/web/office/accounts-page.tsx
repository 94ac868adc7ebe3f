import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Table } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconUserShield } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Answer } from '#platform/web/office/answer.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { Tag } from '#platform/web/office/tag.tsx'
import { WideTable } from '#platform/web/office/wide-table.tsx'
import { EmptyState } from '#platform/web/ui/empty-state.tsx'
import { usePlace } from '#slices/places/web/office/public.ts'
import { AccountMenu } from './account-menu.tsx'
import { AccountRoles } from './account-roles.tsx'
import { type AccountLine, accountsQuery } from './accounts-query.ts'
import { type FirstPassword, FirstPasswordDialog } from './first-password-dialog.tsx'
import { NewAccountDialog } from './new-account-dialog.tsx'

/** The accounts that a place keeps or that hold a role on it. */
export const AccountsPage = () => {
  const { t } = useLingui()
  const place = usePlace()
  const accounts = useQuery(accountsQuery(place.id))
  const [adding, { open, close }] = useDisclosure()
  const [slip, setSlip] = useState<FirstPassword | null>(null)
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
      <Trans>Tạo tài khoản</Trans>
    </Button>
  )
  return (
    <OfficePage
      title={t`Tài khoản cán bộ`}
      lead={t`${place.title}. Thành viên tổ không ở đây: họ tự tạo tài khoản khi nhận lời mời.`}
      actions={accounts.data && accounts.data.accounts.length > 0 && add}
    >
      <Answer query={accounts}>
        {({ accounts: lines }) =>
          lines.length > 0 ? (
            <AccountsTable lines={lines} onSlip={setSlip} />
          ) : (
            <EmptyState
              icon={<IconUserShield size={30} />}
              title={t`Ở đây chưa có tài khoản nào`}
              hint={t`Tạo tài khoản cho cán bộ phụ trách ${place.title}; mật khẩu lần đầu hiện ra một lần để in.`}
              action={add}
            />
          )
        }
      </Answer>
      {adding && <NewAccountDialog onClose={close} onSlip={setSlip} />}
      {slip && <FirstPasswordDialog slip={slip} onClose={() => setSlip(null)} />}
    </OfficePage>
  )
}

const AccountsTable = (props: { lines: readonly AccountLine[]; onSlip: (slip: FirstPassword) => void }) => {
  const { t } = useLingui()
  return (
    <WideTable label={t`Danh sách tài khoản`}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>
            <Trans>Họ và tên</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Tên đăng nhập</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Vai trò</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Trạng thái</Trans>
          </Table.Th>
          <Table.Th>
            <Trans>Việc</Trans>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.lines.map((account) => (
          <Table.Tr key={account.id} data-account={account.id}>
            <Table.Td>{account.name}</Table.Td>
            <Table.Td>{account.signInName}</Table.Td>
            <Table.Td>
              <AccountRoles account={account} />
            </Table.Td>
            <Table.Td>
              <Tag tone={account.state === 'active' ? 'good' : 'bad'}>
                {account.state === 'active' ? <Trans>đang dùng</Trans> : <Trans>đã khóa</Trans>}
              </Tag>
            </Table.Td>
            <Table.Td>
              <AccountMenu account={account} onSlip={props.onSlip} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  )
}
