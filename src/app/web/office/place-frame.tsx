import { Stack } from '@mantine/core'
import { Outlet } from '@tanstack/react-router'
import { useCan } from '#slices/identity/web/office/public.ts'
import { PlaceBreadcrumb, PlaceDescent, usePlace } from '#slices/places/web/office/public.ts'
import { NotYoursPage } from './error-pages.tsx'
import { useMayStay } from './navigation.ts'

/** Every page of a place stands below the way to it. */
export const PlaceFrame = () => {
  const place = usePlace()
  const can = useCan()
  const mayStay = useMayStay(place)
  return (
    <Stack gap="sm">
      <PlaceBreadcrumb
        places={place.breadcrumb}
        mayOpen={(path) => can('place.read', path)}
        down={<PlaceDescent place={place} />}
      />
      {/* What a page holds in memory belongs to its place. */}
      {mayStay ? <Outlet key={place.id} /> : <NotYoursPage />}
    </Stack>
  )
}
