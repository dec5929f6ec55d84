import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import * as format from './format';

/** The formatting functions, bound to the reader's language. */
export function useFormat() {
    const { i18n } = useTranslation();
    return useMemo(() => {
        const locale = format.formatLocale(i18n.language);
        return {
            locale,
            money: (amount: string, currency: string | null | undefined) => format.formatMoney(amount, currency, locale),
            moneyShort: (amount: string, currency: string | null | undefined) =>
                format.formatMoneyShort(amount, currency, locale),
            moneyRounded: (amount: string, currency: string) => format.formatMoneyRounded(amount, currency, locale),
            amount: (amount: string) => format.formatAmount(amount, locale),
            number: (value: number | string, digits?: number) => format.formatNumber(value, locale, digits),
            percentage: (value: number, digits?: number) => format.formatPercentage(value, locale, digits),
            date: (date: string) => format.formatDate(date, locale),
            weekday: (date: string, long?: boolean) => format.formatWeekday(date, locale, long),
            time: (moment: string) => format.formatTime(moment, locale),
            monthName: (month: number) => format.formatMonthName(month, locale),
            month: (date: string) => format.formatMonth(date, locale),
            moment: (moment: string) => format.formatMoment(moment, locale),
            age: (moment: string) => format.formatAge(moment, new Date(), locale),
            size: (bytes: number) => format.formatSize(bytes, locale),
        };
    }, [i18n.language]);
}
