import { OfficePage } from '#platform/web/office/page.tsx'

export const PlaceIndicatorsPage = () => <OfficePage title="…">{null}</OfficePage>
