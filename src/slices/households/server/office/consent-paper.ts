import { renderPdf } from '#platform/server/documents/typst.ts'
import { consentQuestions, consentText } from '../../shared/consent-text.ts'
import type { SwitchVersion } from '../../shared/switch-routes.ts'

/** The consent text of a commune with a sheet to sign, as PDF on A4. */
export const renderConsentPaper = (commune: string, decision: SwitchVersion): Promise<Buffer> =>
  renderPdf(template, {
    commune,
    version: decision.version,
    since: decision.validFrom.split('-').reverse().join('/'),
    parts: consentText(decision),
    questions: [consentQuestions.register, consentQuestions.contact],
  })

const template = `
#let data = json(bytes(sys.inputs.data))
#set document(title: "Lời xin đồng ý")
#set page(paper: "a4", margin: (x: 22mm, y: 18mm),
  footer: text(size: 8pt, fill: rgb("#51666d"))[Từng Nhà · Sổ hộ dân #data.commune · bản số #data.version, từ ngày #data.since])
#set text(font: "Be Vietnam Pro", size: 11pt, lang: "vi", fill: rgb("#10242b"))
#set par(leading: 0.7em, spacing: 0.75em)
#let teal = rgb("#0b5563")
#text(fill: teal, weight: 600)[#data.commune] \\
#text(size: 17pt, weight: 700)[Xin phép ghi tên vào sổ hộ dân]
#text(size: 9.5pt)[Người của tổ đọc to, thong thả, rồi mới hỏi. Không đánh dấu thay người được hỏi.]
#for part in data.parts {
  block(above: 1.1em, below: 0.4em, text(weight: 700, fill: teal, part.heading))
  for sentence in part.sentences [#sentence \\ ]
}
#v(3mm)
#line(length: 100%, stroke: 0.6pt + teal)
#for question in data.questions {
  block(above: 1em)[
    #text(weight: 600, question) \\
    #box(width: 4mm, height: 4mm, stroke: 0.8pt) Đồng ý #h(12mm) #box(width: 4mm, height: 4mm, stroke: 0.8pt) Không đồng ý
  ]
}
#v(3mm)
Họ tên: #box(width: 1fr, repeat[.]) #h(4mm) Ngày: #box(width: 30mm, repeat[.]) \\
Người trả lời: #h(2mm) #box(width: 4mm, height: 4mm, stroke: 0.8pt) chính mình #h(4mm) #box(width: 4mm, height: 4mm, stroke: 0.8pt) người giám hộ #h(4mm) #box(width: 4mm, height: 4mm, stroke: 0.8pt) chủ hộ nói thay
#v(2mm)
#grid(columns: (1fr, 1fr), align: center, [Người được hỏi (ký)], [Người của tổ (ký)])
`
