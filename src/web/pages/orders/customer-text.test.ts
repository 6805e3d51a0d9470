import { describe, expect, it } from 'vitest';
import { orderCauses } from '../../../contract/order-words.ts';
import en from '../../../messages/en.json';
import zh from '../../../messages/zh-CN.json';
import { createFormats } from '../../../messages/formats.ts';
import type { Language } from '../../../messages/language.ts';
import { createTranslate } from '../../../messages/translate.ts';
import { customerText } from './customer-text.ts';
import { headline } from './headline.ts';

const words = (language: Language) => {
  const { day, number } = createFormats(language, 'CNY');
  const say = createTranslate(language, language === 'en' ? en : zh);
  return { say, day, number, space: language === 'en' ? ' ' : '' };
};
const order = {
  number: 'SO12',
  customerPo: 'PO-7',
  asOf: '2026-06-30',
  state: 'partly_shipped',
  isOpen: true,
  isLate: true,
  isBlocked: true,
  isRefundDue: false,
  isIncomplete: false,
  lineCount: 2,
  isToInvoice: false,
  hasInvoice: true,
  isShippedThoughCancelled: false,
  isUnpaidThoughCancelled: false,
  isShortClosed: false,
  daysLate: 6,
  cause: 'production_late',
  supplyNumber: 'MO/31',
  promisedOn: '2026-06-25',
  expectedOn: '2026-07-01',
  lastShippedOn: '2026-06-20',
  quantityToShip: 96,
  quantityShipped: 40,
  isService: false,
} as const;

describe('what is said of an order', () => {
  it('a late order says by how much, and what it waits for', () => {
    expect(headline(order, words('en'))).toEqual({
      text: 'Late by 6 days: waiting for work order MO/31',
      tone: 'bad',
    });
    expect(headline(order, words('zh-CN')).text).toBe('延误 6 天：等待生产工单 MO/31');
    expect(headline({ ...order, cause: 'scheduled', supplyNumber: null }, words('en')).text).toBe(
      'Late by 6 days: its delivery is scheduled for a day after the promise',
    );
    expect(
      headline({ ...order, isLate: false, cause: 'short_stock', supplyNumber: null }, words('en')),
    ).toEqual({
      text: 'Blocked: nothing in stock or on its way covers it',
      tone: 'warn',
    });
  });

  it('an order in time says when it comes, one that is done says when it left', () => {
    const calm = { ...order, isLate: false, isBlocked: false };
    expect(headline(calm, words('en')).text).toBe('Partly shipped, the rest expected 1 Jul 2026');
    expect(headline({ ...calm, state: 'paid', isOpen: false }, words('en')).text).toBe(
      'Shipped 20 Jun 2026, invoiced and paid',
    );
    const credited = { ...calm, state: 'credited', isOpen: false } as const;
    expect(headline(credited, words('en'))).toEqual({
      text: 'Shipped 20 Jun 2026, invoiced and credited in full',
      tone: 'plain',
    });
    expect(headline({ ...credited, isRefundDue: true }, words('en'))).toEqual({
      text: 'Shipped 20 Jun 2026, invoiced and credited in full; a refund is due',
      tone: 'warn',
    });
    expect(headline({ ...credited, state: 'paid', isRefundDue: true }, words('zh-CN')).text).toBe(
      '2026年6月20日 已发货，已开票并付款；应退款给客户',
    );
    expect(headline({ ...calm, state: 'waiting_for_goods', expectedOn: null }, words('zh-CN')).text).toBe(
      '待货，日期未知',
    );
  });

  it('[THREAD-5] [STATUS-8] what left is said to be invoiced as far as it is', () => {
    const shipped = {
      ...order,
      isLate: false,
      isBlocked: false,
      isOpen: false,
      state: 'shipped',
      isToInvoice: true,
    } as const;
    const both = (said: typeof shipped | object): string[] =>
      (['en', 'zh-CN'] as const).map((language) => headline({ ...shipped, ...said }, words(language)).text);
    expect(both({ hasInvoice: false })).toEqual([
      'Shipped 20 Jun 2026, not invoiced yet',
      '2026年6月20日 已发货，尚未开票',
    ]);
    expect(both({})).toEqual(['Shipped 20 Jun 2026, partly invoiced', '2026年6月20日 已发货，部分开票']);
    expect(both({ isToInvoice: false, hasInvoice: false })).toEqual([
      'Shipped 20 Jun 2026, nothing to invoice',
      '2026年6月20日 已发货，无需开票',
    ]);
    expect(both({ state: 'paid' })).toEqual([
      'Shipped 20 Jun 2026, invoiced and paid; credit notes take back goods that did not come back',
      '2026年6月20日 已发货，已开票并付款；贷项通知单冲销了未退回的货物',
    ]);
  });

  it('[STATUS-9] a cancelled order says what speaks against it', () => {
    const cancelled = {
      ...order,
      isLate: false,
      isBlocked: false,
      isOpen: false,
      state: 'cancelled',
    } as const;
    const both = (said: object): string[] =>
      (['en', 'zh-CN'] as const).map((language) => headline({ ...cancelled, ...said }, words(language)).text);
    expect(both({})).toEqual(['Cancelled', '已取消']);
    expect(both({ isShippedThoughCancelled: true })).toEqual([
      'Cancelled, but goods left 20 Jun 2026',
      '已取消，但货物已于 2026年6月20日 发出',
    ]);
    expect(both({ isUnpaidThoughCancelled: true })).toEqual([
      'Cancelled, but an invoice is to be paid',
      '已取消，但有发票待付款',
    ]);
    expect(both({ isShippedThoughCancelled: true, isUnpaidThoughCancelled: true })).toEqual([
      'Cancelled, but goods left 20 Jun 2026 and an invoice is to be paid',
      '已取消，但货物已于 2026年6月20日 发出，且有发票待付款',
    ]);
  });

  it('the customer reads a plain status in the language of the page', () => {
    expect(customerText(order, words('en'))).toBe(
      'Order SO12, your order no. PO-7\nAs of 30 Jun 2026: Shipped so far: 40 of 96. We expect to ship the rest on 1 Jul 2026. Promised for 25 Jun 2026. It is later than promised because the goods are still being made.',
    );
    expect(customerText(order, words('zh-CN'))).toBe(
      '订单 SO12（贵方订单号 PO-7）\n截至 2026年6月30日：目前已发货：40 / 96。其余部分预计于 2026年7月1日 发出。原承诺日期：2026年6月25日。货物仍在生产，因此晚于原承诺。',
    );
    expect(
      customerText({ ...order, isOpen: false, isLate: false, state: 'paid', customerPo: null }, words('en')),
    ).toBe('Order SO12\nAs of 30 Jun 2026: Everything has been shipped, last on 20 Jun 2026.');
  });

  it('[STATUS-12] an order closed before all of it was shipped says so, what was shipped and that no more is to come', () => {
    const done = { ...order, isLate: false, isBlocked: false, isOpen: false, isShortClosed: true } as const;
    const said = (news: Partial<typeof done> | object) =>
      (['en', 'zh-CN'] as const).flatMap((language) => [
        headline({ ...done, ...news }, words(language)).text,
        customerText({ ...done, ...news }, words(language))
          .split('\n')[1]
          ?.replace(/^.*?(?:2026: |日：)/, ''),
      ]);
    expect(said({ state: 'paid' })).toEqual([
      'Shipped 20 Jun 2026, invoiced and paid; closed with 40 of 96 shipped, nothing more to come',
      'The order is closed: 40 of 96 shipped, last on 20 Jun 2026; nothing more will be shipped.',
      '2026年6月20日 已发货，已开票并付款；已关闭，已发货 40 / 96，不会再发货',
      '该订单已关闭：已发货 40 / 96，最后一批于 2026年6月20日 发出；不会再发货。',
    ]);
    expect(said({ state: 'closed', quantityShipped: 0, lastShippedOn: null })).toEqual([
      'Closed without delivery, nothing more to come',
      'The order is closed: nothing was shipped and nothing more will be.',
      '未交货即关闭，不会再发货',
      '该订单已关闭：没有发货，也不会再发货。',
    ]);
    expect(headline({ ...done, state: 'paid' }, words('en')).tone).toBe('plain');
    expect(headline({ ...done, state: 'paid', isShortClosed: false }, words('en')).tone).toBe('good');
  });

  it('[STATUS-12] what was not shipped is told too where a service of the order is invoiced, and a service that ended early', () => {
    const done = { ...order, isLate: false, isBlocked: false, isOpen: false, isShortClosed: true } as const;
    const said = (news: object, language: Language) => [
      headline({ ...done, state: 'invoiced', ...news }, words(language)).text,
      customerText({ ...done, state: 'invoiced', ...news }, words(language)).replace(
        /^[^]*?(?:2026: |日：)/,
        '',
      ),
    ];
    const nothing = { quantityShipped: 0, lastShippedOn: null };
    expect(said(nothing, 'en')).toEqual([
      'Invoiced, not paid yet; closed with 0 of 96 shipped, nothing more to come',
      'The order is closed: nothing was shipped and nothing more will be.',
    ]);
    const goods = { quantityShipped: 96 };
    expect(said(goods, 'en')).toEqual([
      'Shipped 20 Jun 2026 and invoiced, not paid yet; closed, the rest of its services will not come',
      'Everything has been shipped, last on 20 Jun 2026. The order is closed: nothing more of it will come.',
    ]);
    const services = { ...nothing, quantityToShip: 0, isService: true };
    expect(said(services, 'en')).toEqual([
      'Invoiced, not paid yet; closed, the rest of its services will not come',
      'The order is closed: nothing more of it will come.',
    ]);
    expect(said(services, 'zh-CN')).toEqual([
      '已开票，尚未付款；已关闭，其余服务不再提供',
      '该订单已关闭，其余部分不再履行。',
    ]);
    expect(said({ ...services, state: 'closed' }, 'en')).toEqual([
      'Closed without an invoice, nothing more to come',
      'The order is closed: nothing more of it will come.',
    ]);
  });

  it('[STATUS-15] services wait for no goods and no delivery, and neither does an order whose goods are all shipped', () => {
    const open = {
      ...order,
      isLate: false,
      isBlocked: false,
      cause: 'not_yet_due',
      expectedOn: null,
    } as const;
    const services = {
      ...open,
      state: 'confirmed',
      hasInvoice: false,
      isService: true,
      quantityToShip: 0,
      quantityShipped: 0,
      lastShippedOn: null,
    } as const;
    const both = (one: typeof open | typeof services) =>
      (['en', 'zh-CN'] as const).flatMap((language) => [
        headline(one, words(language)).text,
        customerText(one, words(language)).replace(/^[^]*?(?:2026: |日：)/, ''),
      ]);
    expect(both(services)).toEqual([
      'Services, not invoiced yet',
      'It consists of services; nothing of it is shipped.',
      '服务，尚未开票',
      '该订单均为服务，无需发货。',
    ]);
    expect(headline({ ...services, hasInvoice: true }, words('en')).text).toBe('Services, partly invoiced');
    expect(both({ ...open, state: 'shipped', quantityShipped: 96 } as unknown as typeof open)).toEqual([
      'All goods shipped 20 Jun 2026, services still to be invoiced',
      'All of its goods have been shipped, last on 20 Jun 2026.',
      '2026年6月20日 货物已全部发出，服务尚待开票',
      '货物已全部发出，最后一批于 2026年6月20日 发出。',
    ]);
    expect(headline(open, words('en')).text).toBe('Partly shipped, the day of the rest is not known');
  });

  it('of an order of services that is billed no day of shipping is awaited', () => {
    const billed = { ...order, isLate: false, isOpen: false, quantityShipped: 0, lastShippedOn: null };
    for (const state of ['invoiced', 'paid', 'credited'] as const) {
      expect(customerText({ ...billed, state }, words('en'))).toMatch(
        /Nothing of it is left to be shipped\.$/,
      );
      expect(customerText({ ...billed, state }, words('zh-CN'))).toMatch(/没有待发的货物。$/);
    }
  });

  it('[STATUS-5] an order that did not come in whole is never said to be so, and no day is named', () => {
    const paid = { ...order, isOpen: false, isLate: false, state: 'paid', isIncomplete: true } as const;
    expect(headline({ ...paid, isBlocked: false }, words('en'))).toEqual({
      text: 'As far as it was loaded: Shipped 20 Jun 2026, invoiced and paid',
      tone: 'warn',
    });
    expect(headline({ ...paid, isBlocked: false }, words('zh-CN')).text).toBe(
      '就已加载的行而言：2026年6月20日 已发货，已开票并付款',
    );
    expect(customerText(paid, words('en'))).toBe(
      'Order SO12, your order no. PO-7\nAs of 30 Jun 2026: At least part of it has been shipped. We are checking the rest of it and will tell you as soon as we can.',
    );
    const none = { ...paid, isOpen: true, isBlocked: false, state: 'confirmed', lineCount: 0 } as const;
    expect(headline({ ...none, expectedOn: null }, words('en'))).toEqual({
      text: 'None of its lines was loaded',
      tone: 'warn',
    });
    for (const quantityShipped of [0, 40])
      for (const isOpen of [true, false])
        for (const isLate of [true, false])
          for (const language of ['en', 'zh-CN'] as const) {
            const part = { ...order, isIncomplete: true, quantityShipped, isOpen, isLate, expectedOn: null };
            expect(customerText(part, words(language))).not.toMatch(/Everything|We expect|全部|预计|96/);
          }
    expect(customerText({ ...order, isIncomplete: true, expectedOn: null }, words('zh-CN'))).toBe(
      '订单 SO12（贵方订单号 PO-7）\n截至 2026年6月30日：目前至少已发出一部分。我们正在核实其余部分，一旦确定会立即通知您。原承诺日期：2026年6月25日。货物仍在生产，因此晚于原承诺。',
    );
  });

  it('tells the customer nothing about money, suppliers or numbers of our own', () => {
    for (const cause of orderCauses)
      for (const language of ['en', 'zh-CN'] as const) {
        const text = customerText({ ...order, cause }, words(language));
        expect(text).not.toMatch(/overdue|invoice|purchase|supplier|MO\/31|held|逾期|发票|采购|扣/);
      }
  });
});
