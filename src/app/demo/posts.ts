import { placeTitle } from '#slices/places/shared/public.ts'
import type { Commune } from './communes.ts'
import type { HamletPlan } from './hamlets.ts'

/** Where a member comes from and what the member is there, as rosters write it. */
export interface Post {
  organisation: string
  position: string
}

interface Site {
  hamlet: HamletPlan
  commune: Commune
}

const post = (organisation: string, position: string): Post => ({ organisation, position })

/** The word for the kind of hamlet in running text: "tổ dân phố", "ấp". */
const kindWord = ({ kind }: HamletPlan): string => placeTitle(kind, '').trim().toLowerCase()
const communeWord = ({ kind }: Commune): string => placeTitle(kind, '').trim().toLowerCase()

/** Who heads the hamlet heads the team. */
export const leaderPost = (hamlet: HamletPlan): Post => {
  const word = kindWord(hamlet)
  const isGroup = word.startsWith('tổ ')
  return post(`Ban quản lý ${word}`, isGroup ? `Tổ trưởng ${word}` : `Trưởng ${word}`)
}

/** The core of a team (793/BTTTT-THH and the press): Youth Union branch, area police, digital-technology companies. */
export const corePosts = ({ hamlet, commune }: Site): Post[] => [
  post(`Chi đoàn ${kindWord(hamlet)}`, 'Bí thư chi đoàn'),
  post(`Công an ${communeWord(commune)}`, 'Cảnh sát khu vực'),
]

export const otherPosts = ({ hamlet, commune }: Site): Post[] => {
  const [word, above] = [kindWord(hamlet), communeWord(commune)]
  return [
    post('Viettel', 'Nhân viên kỹ thuật'),
    post('VNPT', 'Nhân viên địa bàn'),
    post(`Chi hội Phụ nữ ${word}`, 'Chi hội trưởng'),
    post(`Chi hội Nông dân ${word}`, 'Chi hội trưởng'),
    post(`Ban công tác Mặt trận ${word}`, 'Trưởng ban'),
    post(`Chi hội Cựu chiến binh ${word}`, 'Chi hội phó'),
    post('Trường Tiểu học', 'Giáo viên'),
    post('Trường Trung học cơ sở', 'Giáo viên'),
    post(`Trạm Y tế ${above}`, 'Nhân viên y tế'),
    post(`Bưu điện ${above}`, 'Nhân viên'),
    post('Hộ kinh doanh', 'Chủ cửa hàng điện thoại'),
    post(`Ủy ban nhân dân ${above}`, 'Công chức Văn hóa - Xã hội'),
    post('Hội Người cao tuổi', 'Chi hội phó'),
  ]
}
