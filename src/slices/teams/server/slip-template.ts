/** Invitation slips: six on a sheet of A4, to be cut along the dashed lines. Data: { label: string, slips: Slip[] }. */
export const slipTemplate = `
#let data = json(bytes(sys.inputs.data))
#set document(title: "Phiếu mời vào Tổ")
#set page(paper: "a4", margin: (x: 8mm, y: 9mm))
#set text(font: "Be Vietnam Pro", size: 8.5pt, lang: "vi", fill: rgb("#10242b"))
#set par(leading: 0.55em, spacing: 0.6em)
#let teal = rgb("#0b5563")
#let slip(it) = box(width: 97mm, height: 92.5mm, inset: 5.5mm, clip: true)[
  #text(fill: teal, weight: 600)[Từng Nhà] #h(1fr) #text(size: 7.5pt)[#data.label]
  #v(-1mm)
  #line(length: 100%, stroke: 0.6pt + teal)
  #text(size: 12.5pt, weight: 700, hyphenate: false)[#it.name]
  #v(-1mm)
  #text(weight: 500, hyphenate: false)[#it.role · #it.team] \\
  #text(size: 8pt, hyphenate: false)[#it.place]
  #v(0.5mm)
  #grid(columns: (29mm, 1fr), column-gutter: 3mm,
    image(bytes(it.qr), format: "svg", width: 29mm),
    [
      #set enum(numbering: "1.", indent: 0pt, body-indent: 1mm, spacing: 1.4mm, number-align: left)
      + Mở máy ảnh của điện thoại, đưa vào ô vuông bên trái rồi bấm vào đường dẫn hiện ra.
      + Đặt mật khẩu của riêng mình, ít nhất #it.least ký tự.
      + Bấm “Cài vào máy” để dùng cả khi không có mạng.
    ])
  #text(size: 8pt)[Hoặc mở #text(weight: 600)[#it.address] rồi gõ mã:]
  #v(-0.5mm)
  #align(center, text(size: 17pt, weight: 700, tracking: 0.4pt, number-width: "tabular")[#it.code])
  #v(1fr)
  #text(size: 7pt)[Dùng đến hết ngày #text(weight: 600)[#it.until]. Phiếu này chỉ dành cho người có tên trên: không đưa cho
  người khác, không chụp gửi vào nhóm. Mất phiếu thì báo người phát để hủy.]
]
#let sheets = data.slips.chunks(6)
#for (number, sheet) in sheets.enumerate() {
  grid(columns: (97mm, 97mm), rows: 92.5mm,
    stroke: (paint: rgb("#8aa0a6"), thickness: 0.5pt, dash: "dashed"),
    ..sheet.map(slip))
  if number + 1 < sheets.len() { pagebreak() }
}
`
