/**
 * Is this an iPhone or iPad whose Safari holds the app, not the home screen? There WebKit erases everything a site has
 * stored after seven days of use without a visit to it; what is on the home screen is spared.
 * (webkit.org/blog/10218, "7-Day Cap on All Script-Writeable Storage")
 *
 * @param touchPoints iPads call themselves Macs, which have none
 * @param standalone opened from the home screen
 */
export const forgetsAfterSevenDays = (userAgent: string, touchPoints: number, standalone: boolean): boolean =>
  !standalone && (/iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && touchPoints > 1))
