import type { Confirmed } from './confirm.ts'

export type Language = 'vi' | 'en'

/** What stands in the form: as typed, also when something of it is wrong. */
export interface TypedConfirmation {
  mark: string
  code: string
  rating: string
  words: string
}

export type WrongField = 'mark' | 'code' | 'words' | 'sensitive'

/** The page with the form. No script: a citizen's old phone, a text browser, a reader read it all. */
export const formPage = (language: Language, typed: TypedConfirmation, wrong: readonly WrongField[] = []): string => {
  const say = words[language]
  const problem = (field: WrongField) =>
    wrong.includes(field) ? `<p class="wrong" id="${field}-wrong">${html(say.wrong[field])}</p>` : ''
  const described = (...fields: WrongField[]) => {
    const ids = fields.filter((field) => wrong.includes(field)).map((field) => `${field}-wrong`)
    return ids.length ? ` aria-invalid="true" aria-describedby="${ids.join(' ')}"` : ''
  }
  return page(
    language,
    wrong.length ? `${say.again}: ${say.title}` : say.title,
    `<p>${html(say.lead)}</p>
<form method="post" action="/api/confirmations">
<input type="hidden" name="lang" value="${language}">
<label for="mark">${html(say.mark)}</label>
<input id="mark" name="mark" required maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false" value="${html(typed.mark)}"${described('mark')}>
${problem('mark')}
<label for="code">${html(say.code)}</label>
<input id="code" name="code" required maxlength="12" inputmode="numeric" autocomplete="off" value="${html(typed.code)}"${described('code')}>
${problem('code')}
<fieldset><legend>${html(say.rating)}</legend>
<div class="stars">${[1, 2, 3, 4, 5].map((stars) => star(stars, typed.rating)).join('')}</div>
<p class="small">${html(say.scale)}</p></fieldset>
<label for="words">${html(say.words)}</label>
<input id="words" name="words" maxlength="60" autocomplete="off" value="${html(typed.words)}"${described('words', 'sensitive')}>
${problem('words')}${problem('sensitive')}
<button>${html(say.send)}</button>
</form>
<p class="small">${html(say.safe)}</p>`,
  )
}

const star = (stars: number, chosen: string): string =>
  `<label><input type="radio" name="rating" value="${stars}"${chosen === String(stars) ? ' checked' : ''}> ${stars}</label>`

/** What became of it. The same words whoever asks: nothing is said about a visit or a person. */
export const outcomePage = (language: Language, outcome: Confirmed): string => {
  const { title, text } = words[language].outcome[outcome]
  const again = `<p><a href="/xn?lang=${language}">${html(words[language].back)}</a></p>`
  return page(language, title, `<p role="status">${html(text)}</p>${outcome === 'confirmed' ? '' : again}`)
}

const page = (language: Language, title: string, body: string): string => `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${html(title)} · Từng Nhà</title>
<style>${style}</style>
<header><b>Từng Nhà</b> <a href="/xn?lang=${language === 'vi' ? 'en' : 'vi'}" lang="${language === 'vi' ? 'en' : 'vi'}">${language === 'vi' ? 'English' : 'Tiếng Việt'}</a></header>
<main>
<h1>${html(title)}</h1>
${body}
</main>
</html>
`

const html = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char)

const words = {
  vi: {
    title: 'Xác nhận Tổ đã đến',
    again: 'Cần sửa',
    lead: 'Nếu Tổ công nghệ số đã đến hướng dẫn bà con, xin gõ hai mã trên điện thoại của thành viên hoặc trên phiếu. Không bắt buộc.',
    mark: 'Mã tổ (6 chữ và số)',
    code: 'Mã xác nhận (6 số)',
    rating: 'Bà con thấy thế nào? (không bắt buộc)',
    scale: '1 là chưa hài lòng, 5 là rất hài lòng.',
    words: 'Nhiều nhất ba từ (không bắt buộc)',
    send: 'Xác nhận',
    safe: 'Trang này không hỏi tên, số điện thoại, mật khẩu hay mã OTP. Ai hỏi những thứ đó là lừa đảo.',
    back: 'Gõ lại mã',
    wrong: {
      mark: 'Mã tổ có 6 chữ và số. Hãy xem lại trên phiếu hoặc điện thoại.',
      code: 'Mã xác nhận có 6 số. Hãy xem lại trên phiếu hoặc điện thoại.',
      words: 'Xin viết nhiều nhất ba từ.',
      sensitive: 'Xin đừng ghi số căn cước, số thẻ, số điện thoại hay mật khẩu.',
    },
    outcome: {
      confirmed: { title: 'Cảm ơn bà con', text: 'Đã xác nhận lượt hướng dẫn này.' },
      known: { title: 'Đã xác nhận rồi', text: 'Mã này đã được dùng để xác nhận. Cảm ơn bà con.' },
      kept: {
        title: 'Đã ghi nhận',
        text: 'Chưa thấy mã này. Nếu Tổ chưa có mạng, mã sẽ được đối chiếu khi Tổ gửi dữ liệu, bà con không phải làm gì thêm. Nếu gõ nhầm, xin gõ lại.',
      },
      'too-many': {
        title: 'Xin thử lại sau',
        text: 'Có quá nhiều mã không đúng được gõ trong thời gian ngắn. Xin thử lại sau một giờ.',
      },
    },
  },
  en: {
    title: 'Confirm that the team came',
    again: 'Please correct',
    lead: 'If a digital technology team came and guided you, type the two codes from the member’s phone or the slip. You do not have to.',
    mark: 'Code of the team (6 letters and digits)',
    code: 'Confirmation code (6 digits)',
    rating: 'How was it? (optional)',
    scale: '1 is not satisfied, 5 is very satisfied.',
    words: 'At most three words (optional)',
    send: 'Confirm',
    safe: 'This page never asks for a name, a phone number, a password or a one-time password. Whoever does is a fraud.',
    back: 'Type the code again',
    wrong: {
      mark: 'The code of the team has 6 letters and digits. Look again at the slip or the phone.',
      code: 'The confirmation code has 6 digits. Look again at the slip or the phone.',
      words: 'At most three words, please.',
      sensitive: 'Please do not write identity, card or phone numbers or passwords.',
    },
    outcome: {
      confirmed: { title: 'Thank you', text: 'This visit is confirmed.' },
      known: { title: 'Already confirmed', text: 'This code was used to confirm before. Thank you.' },
      kept: {
        title: 'Noted',
        text: 'This code is not known yet. If the team has no network, it will be matched when the team sends its data, and there is nothing more to do. If you mistyped it, please type it again.',
      },
      'too-many': {
        title: 'Please try again later',
        text: 'Too many wrong codes were typed in a short time. Please try again in an hour.',
      },
    },
  },
} as const

const style = `
:root { color-scheme: light dark; font: 18px/1.55 "Be Vietnam Pro", system-ui, sans-serif; }
body { margin: 0; background: light-dark(#fff, #10242b); color: light-dark(#10242b, #eef4f5); }
header { display: flex; justify-content: space-between; padding: .5rem 1rem; border-bottom: 2px solid light-dark(#0b5563, #7cc4d1); }
a { color: light-dark(#0b5563, #8fd3df); display: inline-block; min-height: 48px; line-height: 48px; }
header b { line-height: 48px; }
main { max-width: 34rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }
label, legend { display: block; font-weight: 600; margin: 1rem 0 .25rem; }
input:not([type=radio]) { box-sizing: border-box; width: 100%; min-height: 52px; font: inherit; padding: .25rem .75rem; border: 1px solid #6b7f85; border-radius: 8px; background: transparent; color: inherit; }
#mark, #code { font-size: 1.4rem; letter-spacing: .1em; }
#mark { text-transform: uppercase; }
fieldset { border: 0; margin: 1.25rem 0 0; padding: 0; }
legend { padding: 0; margin-top: 0; }
.stars { display: flex; gap: .5rem; }
.stars label { flex: 1; min-height: 52px; margin: 0; display: flex; align-items: center; justify-content: center; gap: .35rem; border: 1px solid #6b7f85; border-radius: 8px; font-weight: 400; }
.stars input { width: 20px; height: 20px; margin: 0; }
button { width: 100%; min-height: 56px; margin-top: 1.25rem; font: inherit; font-weight: 600; border: 0; border-radius: 8px; background: light-dark(#0b5563, #7cc4d1); color: light-dark(#fff, #10242b); }
:focus-visible { outline: 3px solid light-dark(#0b5563, #7cc4d1); outline-offset: 2px; }
.wrong { color: light-dark(#a3131f, #ff9aa2); font-weight: 600; margin: .25rem 0; }
.small { font-size: 1rem; margin: .5rem 0; }`
