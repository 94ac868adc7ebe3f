import { Trans, useLingui } from '@lingui/react/macro'
import { Button, Container, Group, Stack, Text } from '@mantine/core'
import { useRouter } from '@tanstack/react-router'
import { ApiProblem, problemOf, Unreachable } from '#platform/web/api.ts'
import { ButtonLink } from '#platform/web/office/links.tsx'
import { OfficePage } from '#platform/web/office/page.tsx'
import { ProblemAlert } from '#platform/web/ui/problem-alert.tsx'

/** An address that leads nowhere. */
export const NotFoundPage = () => {
  const { t } = useLingui()
  return (
    <OfficePage title={t`Không có trang này`}>
      <Text>
        <Trans>Địa chỉ này không dẫn đến trang nào. Có thể liên kết đã cũ hoặc gõ thiếu.</Trans>
      </Text>
      <BackToStart />
    </OfficePage>
  )
}

/** A page of an office that is not one's own, or that this place does not have. */
export const NotYoursPage = () => {
  const { t } = useLingui()
  return (
    <OfficePage title={t`Trang này không dành cho bạn`}>
      <Text maw={640}>
        <Trans>
          Tài khoản của bạn không làm việc này ở đây. Hãy chọn một trang trong danh mục, hoặc một địa bàn khác.
        </Trans>
      </Text>
      <BackToStart />
    </OfficePage>
  )
}

/** A page that could not be shown: the server's sentence, or that something of ours broke; and what to do. */
export const ErrorPage = ({ error }: { error: unknown }) => {
  const { t } = useLingui()
  const router = useRouter()
  const known = error instanceof ApiProblem || error instanceof Unreachable
  return (
    <OfficePage title={t`Chưa mở được trang này`}>
      <Stack align="start" maw={640}>
        {known ? (
          <ProblemAlert problem={problemOf(error)} />
        ) : (
          <Text>
            <Trans>Trang này gặp lỗi của phần mềm. Hãy tải lại; nếu vẫn vậy, hãy báo người quản trị.</Trans>
          </Text>
        )}
        <Group>
          <Button onClick={() => (known ? void router.invalidate() : location.reload())}>
            <Trans>Thử lại</Trans>
          </Button>
          <ButtonLink to="/" variant="default">
            <Trans>Về trang đầu</Trans>
          </ButtonLink>
        </Group>
      </Stack>
    </OfficePage>
  )
}

/** The same where there is no frame around them: an unknown address, or nobody could be asked who is signed in. */
export const LoneNotFoundPage = () => (
  <Container component="main" py="xl">
    <NotFoundPage />
  </Container>
)

export const LoneErrorPage = ({ error }: { error: unknown }) => (
  <Container component="main" py="xl">
    <ErrorPage error={error} />
  </Container>
)

const BackToStart = () => (
  <div>
    <ButtonLink to="/">
      <Trans>Về trang đầu</Trans>
    </ButtonLink>
  </div>
)
