export { CounterPage } from './counter-page.tsx'
export { DoorPage } from './door-page.tsx'
export { DoorsPage } from './doors-page.tsx'
export { visitPages } from './load-pages.ts'
export { PhotoSending } from './photos/lazy.tsx'
export {
  ChooseDoorPage,
  RecordAtDeskPage,
  RecordAtDoorPage,
  RecordGroupPage,
  RecordPhonePage,
} from './record-page.tsx'
export { Reminder } from './reminder.tsx'
export { TodayPage } from './today-page.tsx'
export { useValueWords } from './use-item-names.ts'
