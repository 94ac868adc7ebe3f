import { OfficePage } from '#platform/web/office/page.tsx'

export const TeamIndicatorsPage = () => <OfficePage title="…">{null}</OfficePage>
