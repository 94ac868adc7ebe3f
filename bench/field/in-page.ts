import type { Page } from '@playwright/test'

// What runs in the page is text: the bench is checked without the names of a browser.

/** Types into a search field in one go; answers ms until the page's last change, drawn. A page at rest for 400 ms has ended. */
export const msToShow = (page: Page, label: string, text: string): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const field = document.querySelector('input[aria-label=${JSON.stringify(label)}]')
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(field, ${JSON.stringify(text)})
    const began = performance.now()
    let drawn = began
    const end = () => {
      watch.disconnect()
      done(drawn - began)
    }
    let rest = setTimeout(end, 400)
    const watch = new MutationObserver(() => {
      clearTimeout(rest)
      requestAnimationFrame(() => {
        drawn = performance.now()
        rest = setTimeout(end, 400)
      })
    })
    watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })`)

/** Presses the button with these words; answers ms from the press until the page says `sentence`. */
export const msToSay = (page: Page, words: string, sentence: string): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === ${JSON.stringify(words)})
    const began = performance.now()
    const watch = new MutationObserver(() => {
      if (!document.body.textContent.includes(${JSON.stringify(sentence)})) return
      watch.disconnect()
      done(performance.now() - began)
    })
    watch.observe(document.body, { subtree: true, childList: true, characterData: true })
    button.click()
  })`)
