import { Plural, Trans } from '@lingui/react/macro'
import { List, Stack, Text } from '@mantine/core'
import type { RescueSummary } from '../../shared/rescue-routes.ts'
import { useLocale } from './locale.tsx'

/** What became of a rescue file, for whoever brought it. */
export const RescueResult = ({ summary, words }: { summary: RescueSummary; words: (command: string) => string }) => {
  const locale = useLocale()
  const { name, accepted, already, waiting, refused, drafts, photos } = summary
  return (
    <Stack
      gap="xs"
      role="status"
      data-rescue={`${accepted}/${already}/${waiting}/${refused.length}/${drafts}`}
      data-photos={`${photos.kept}/${photos.already}/${photos.waiting}/${photos.refused.length}`}
    >
      <Text fw={600}>
        <Trans>Đã nhận tệp cứu hộ của {name}.</Trans>
      </Text>
      <List spacing={4}>
        <List.Item>
          <Plural value={accepted} other="# việc mới được ghi" />
        </List.Item>
        {already > 0 && (
          <List.Item>
            <Plural value={already} other="# việc đã có trên máy chủ từ trước" />
          </List.Item>
        )}
        {waiting > 0 && (
          <List.Item>
            <Plural value={waiting} other="# việc chờ mục khác được gửi lên" />
          </List.Item>
        )}
        {drafts > 0 && (
          <List.Item>
            <Plural value={drafts} other="# phiếu đang ghi dở sẽ trở về máy của người ghi" />
          </List.Item>
        )}
        {photos.kept > 0 && (
          <List.Item>
            <Plural value={photos.kept} other="# ảnh đã nhận" />
          </List.Item>
        )}
        {photos.already > 0 && (
          <List.Item>
            <Plural value={photos.already} other="# ảnh đã có trên máy chủ từ trước" />
          </List.Item>
        )}
        {photos.waiting > 0 && (
          <List.Item>
            <Plural
              value={photos.waiting}
              other="# ảnh chưa nhận được vì lượt của ảnh chưa có trên máy chủ; hãy giữ tệp và gửi lại sau"
            />
          </List.Item>
        )}
        {photos.refused.length > 0 && (
          <List.Item>
            <Plural value={photos.refused.length} other="# ảnh không nhận được:" /> {photos.refused[0]?.[locale]}
          </List.Item>
        )}
        {refused.length > 0 && (
          <List.Item>
            <Plural value={refused.length} other="# việc bị từ chối; cán bộ xã thấy ở “Việc bị từ chối”" />
          </List.Item>
        )}
      </List>
      {refused.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
        <Text key={index}>
          {words(one.name)}: {one[locale]}
        </Text>
      ))}
    </Stack>
  )
}
