import type { Register } from './register.ts'

/** Offered where a commune switches its register on; it may be rewritten there. Vietnamese, because it becomes a record. */
export const defaultPurpose =
  'Hướng dẫn từng người dân sử dụng dịch vụ công trực tuyến, định danh điện tử, thanh toán và các kỹ năng số; biết ai cần giúp gì để lần sau tổ đến giúp tiếp; tính tỷ lệ công dân số, hộ số của xã. Không dùng vào việc khác.'
export const defaultLegalBasis =
  'Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15; Nghị định số 356/2025/NĐ-CP; sự đồng ý của từng người dân.'
export const defaultRetentionMonths = 6

/** A part of the text: a heading and its sentences. */
export interface ConsentPart {
  heading: string
  sentences: string[]
}

/**
 * What is read out before somebody is asked whether they want to stand in the register: who asks, what for, which data,
 * how long, and what they may demand. One text for the phone and for paper, from the commune's decision alone. Says what
 * Law 91/2025 asks of a consent: data, purpose, who answers for it, rights; free, without a default. In Vietnamese, as it
 * is read to people.
 */
export const consentText = (
  register: Pick<Register, 'purpose' | 'legalBasis' | 'retentionMonths' | 'decidedBy'>,
): ConsentPart[] => [
  {
    heading: 'Chúng tôi hỏi điều gì',
    sentences: [
      'Tổ công nghệ số cộng đồng xin phép ghi tên ông/bà vào sổ hộ dân của xã.',
      'Ông/bà có quyền không đồng ý. Không đồng ý thì tổ vẫn hướng dẫn như mọi người.',
    ],
  },
  { heading: 'Để làm gì', sentences: [register.purpose] },
  {
    heading: 'Ghi những gì',
    sentences: [
      'Họ tên, năm sinh, quan hệ với chủ hộ; giới tính và số điện thoại nếu ông/bà muốn cho; đã có những tiện ích số nào và làm được đến đâu.',
      'Không ai được hỏi hay ghi số căn cước, mật khẩu, mã OTP, số thẻ, số tài khoản, sức khỏe, dân tộc, tôn giáo.',
    ],
  },
  {
    heading: 'Ai giữ, giữ bao lâu',
    sentences: [
      `Cơ quan quyết định và chịu trách nhiệm: ${register.decidedBy}.`,
      `Căn cứ: ${register.legalBasis}`,
      'Chỉ tổ của ông/bà và cán bộ phụ trách của xã được xem. Tỉnh và trung ương chỉ thấy số đếm.',
      register.retentionMonths > 0
        ? `Khi ông/bà rút lại đồng ý hoặc chuyển đi, việc dùng dừng ngay và thông tin bị xóa chậm nhất sau ${register.retentionMonths} tháng.`
        : 'Khi ông/bà rút lại đồng ý hoặc chuyển đi, việc dùng dừng ngay và thông tin bị xóa trong ngày hôm sau.',
    ],
  },
  {
    heading: 'Quyền của ông/bà',
    sentences: [
      'Lúc nào ông/bà cũng được yêu cầu xem, sửa, hạn chế dùng, rút lại đồng ý, nhận một bản, hoặc xóa thông tin của mình.',
      'Nói với người của tổ, hoặc đến Ủy ban nhân dân xã. Xã trả lời trong 2 ngày làm việc.',
    ],
  },
]

/** The two questions, each answered by itself. */
export const consentQuestions = {
  register: 'Ông/bà có đồng ý cho ghi tên vào sổ hộ dân như vừa đọc không?',
  contact: 'Ông/bà có đồng ý để tổ gọi điện hoặc nhắn tin khi cần hẹn không?',
} as const
