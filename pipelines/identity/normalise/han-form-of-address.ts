const form = /(先生|女士|小姐|太太|夫人|博士|教授|老师|医生|经理|主任|总监|总|工)$/u;

/** A person's name in simplified Han characters without what one is called behind it: 王伟先生 is 王伟, 先生 names nobody. */
export const withoutFormOfAddress = (name: string): string => name.replace(form, '');
