import { OfficePage } from '#platform/web/office/page.tsx'

export const DashboardPage = () => <OfficePage title="…">{null}</OfficePage>
