/** Slips with one-time codes: eight on a sheet of A4, cut along the dashed lines. Data: { team, mark, address, slips }. */
export const cardTemplate = `
#let data = json(bytes(sys.inputs.data))
#set document(title: "Phiếu xác nhận")
#set page(paper: "a4", margin: (x: 8mm, y: 9mm))
#set text(font: "Be Vietnam Pro", size: 8.5pt, lang: "vi", fill: rgb("#10242b"))
#set par(leading: 0.55em, spacing: 0.6em)
#let teal = rgb("#0b5563")
#let slip(it) = box(width: 97mm, height: 69mm, inset: 5mm, clip: true)[
  #text(fill: teal, weight: 600)[Từng Nhà] #h(1fr) #text(size: 8pt)[Phiếu số #text(weight: 700)[#it.number]]
  #v(-1mm)
  #line(length: 100%, stroke: 0.6pt + teal)
  #text(size: 10.5pt, weight: 700, hyphenate: false)[#data.team]
  #v(-0.5mm)
  Xin bà con xác nhận Tổ đã đến hướng dẫn. Không bắt buộc.
  #grid(columns: (27mm, 1fr), column-gutter: 3mm,
    image(bytes(it.qr), format: "svg", width: 27mm),
    [
      Quét ô vuông, hoặc mở \\ #text(weight: 600)[#data.address] rồi gõ:
      #v(0.5mm)
      Mã tổ #h(1fr) #text(size: 13pt, weight: 700, tracking: 0.6pt)[#data.mark] \\
      Mã xác nhận #h(1fr) #text(size: 13pt, weight: 700, tracking: 0.6pt, number-width: "tabular")[#it.code]
    ])
  #v(1fr)
  #text(size: 7pt)[Trang này không hỏi tên, số điện thoại, mật khẩu hay mã OTP của bà con. Ai hỏi những thứ đó là lừa đảo.]
]
#let sheets = data.slips.chunks(8)
#for (number, sheet) in sheets.enumerate() {
  grid(columns: (97mm, 97mm), rows: 69mm,
    stroke: (paint: rgb("#8aa0a6"), thickness: 0.5pt, dash: "dashed"),
    ..sheet.map(slip))
  if number + 1 < sheets.len() { pagebreak() }
}
`
