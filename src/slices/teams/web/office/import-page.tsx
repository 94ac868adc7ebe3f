import { OfficePage } from '#platform/web/office/page.tsx'

export const ImportPage = () => <OfficePage title="…">{null}</OfficePage>
