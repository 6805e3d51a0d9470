const digits = '零一二三四五六七八九';
const numeral = /[〇零一二两三四五六七八九十百]+(?=号|弄|栋|幢|楼|层|室|单元|座|组)/gu;

/** 八十八 is 88, 一〇二 is 102. */
function valueOf(text: string): number {
  const characters = Array.from(text.replaceAll('〇', '零').replaceAll('两', '二'));
  if (!/[十百]/u.test(text)) return Number(characters.map((each) => String(digits.indexOf(each))).join(''));
  let [sum, last] = [0, 0];
  for (const each of characters) {
    const unit = each === '十' ? 10 : each === '百' ? 100 : 0;
    if (unit === 0) last = digits.indexOf(each);
    else [sum, last] = [sum + (last || 1) * unit, 0];
  }
  return sum + last;
}

/** Numbers of houses, storeys and rooms in figures: 八十八号 is 88号; the 一 of 建设一路 is none. */
export const hanNumerals = (text: string): string =>
  text.replaceAll(numeral, (found) => String(valueOf(found)));
