/** Figures, dates and sizes as people read them. Money comes as exact decimal text and is never made a float. */

/** The browser's own variant of the app's language ("en-GB" for "en"), so that dates read as the user expects. */
export function formatLocale(language: string): string {
    const own = typeof navigator === 'undefined' ? undefined : navigator.languages?.find((name) => name.startsWith(language));
    return own ?? language;
}

const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
    const key = locale + JSON.stringify(options);
    let format = numberFormats.get(key);
    if (format === undefined) {
        format = new Intl.NumberFormat(locale, options);
        numberFormats.set(key, format);
    }
    return format;
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

function formatExact(format: Intl.NumberFormat, decimal: string): string {
    return format.format(decimal as Intl.StringNumericLiteral);
}

/** "1054.00", "USD" → "$1,054.00". Text that is no decimal is shown as it is. */
export function formatMoney(amount: string, currency: string | null | undefined, locale: string): string {
    if (!DECIMAL.test(amount)) return amount;
    if (!currency || !/^[A-Z]{3}$/.test(currency)) return formatExact(numberFormat(locale, { minimumFractionDigits: 2 }), amount);
    const digits = amount.includes('.') ? amount.length - amount.indexOf('.') - 1 : 0;
    return formatExact(
        numberFormat(locale, { style: 'currency', currency, minimumFractionDigits: digits, maximumFractionDigits: digits }),
        amount,
    );
}

/** "-1054.50" → "-1,054.50": in a table whose head tells the currency. */
export function formatAmount(amount: string, locale: string): string {
    if (!DECIMAL.test(amount)) return amount;
    const digits = amount.includes('.') ? amount.length - amount.indexOf('.') - 1 : 0;
    return formatExact(numberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }), amount);
}

/** "14387.2656", "USD" → "$14,387.27": an average has more digits than its currency. */
export function formatMoneyRounded(amount: string, currency: string, locale: string): string {
    return DECIMAL.test(amount) ? formatExact(numberFormat(locale, { style: 'currency', currency }), amount) : amount;
}

/** "1234567.00", "USD" → "$1.23M", for places where only the size matters. */
export function formatMoneyShort(amount: string, currency: string | null | undefined, locale: string): string {
    if (!DECIMAL.test(amount)) return amount;
    const options: Intl.NumberFormatOptions = { notation: 'compact', maximumFractionDigits: 2 };
    if (currency && /^[A-Z]{3}$/.test(currency)) Object.assign(options, { style: 'currency', currency });
    return formatExact(numberFormat(locale, options), amount);
}

export function formatNumber(value: number | string, locale: string, digits?: number): string {
    const options = digits === undefined ? { maximumFractionDigits: 6 } : { minimumFractionDigits: digits, maximumFractionDigits: digits };
    if (typeof value === 'string') return DECIMAL.test(value) ? formatExact(numberFormat(locale, options), value) : value;
    return numberFormat(locale, options).format(value);
}

/** 12.5 → "12.5%": percentages come as the number before the sign. In a column all have the same number of digits. */
export function formatPercentage(value: number, locale: string, digits?: number): string {
    const options = digits === undefined ? { maximumFractionDigits: 2 } : { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return numberFormat(locale, { style: 'percent', ...options }).format(value / 100);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = locale + JSON.stringify(options);
    let format = dateFormats.get(key);
    if (format === undefined) {
        format = new Intl.DateTimeFormat(locale, options);
        dateFormats.set(key, format);
    }
    return format;
}

/** A calendar day has no time zone: "2026-01-31" is the 31st everywhere. */
export function formatDate(date: string, locale: string): string {
    const day = new Date(`${date}T00:00:00Z`);
    return Number.isNaN(day.getTime()) ? date : dateFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(day);
}

/** "2026-11-24" → "Tue, 24 Nov"; `long` spells out "Tuesday 24 November". */
export function formatWeekday(date: string, locale: string, long = false): string {
    const day = new Date(`${date}T00:00:00Z`);
    const size = long ? 'long' : 'short';
    return Number.isNaN(day.getTime()) ? date : dateFormat(locale, { weekday: size, day: 'numeric', month: size, timeZone: 'UTC' }).format(day);
}

/** "14:30", in the reader's own time zone. */
export function formatTime(moment: string, locale: string): string {
    const at = new Date(moment);
    return Number.isNaN(at.getTime()) ? moment : dateFormat(locale, { timeStyle: 'short' }).format(at);
}

export function formatMonth(date: string, locale: string): string {
    const day = new Date(`${date.slice(0, 7)}-01T00:00:00Z`);
    return Number.isNaN(day.getTime()) ? date : dateFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(day);
}

/** 1 → "January". */
export function formatMonthName(month: number, locale: string): string {
    return dateFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2000, month - 1, 1)));
}

/** A moment is shown in the reader's own time zone. */
export function formatMoment(moment: string, locale: string): string {
    const at = new Date(moment);
    return Number.isNaN(at.getTime()) ? moment : dateFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3_600],
    ['minute', 60],
];

/** "3 days ago", "in 2 hours". */
export function formatAge(moment: string, now: Date, locale: string): string {
    const seconds = (new Date(moment).getTime() - now.getTime()) / 1000;
    if (Number.isNaN(seconds)) return moment;
    const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    for (const [unit, length] of STEPS) {
        if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
    }
    return format.format(0, 'minute');
}

export function formatSize(bytes: number, locale: string): string {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
    let size = bytes;
    let step = 0;
    while (size >= 1000 && step < units.length - 1) {
        size /= 1000;
        step++;
    }
    return numberFormat(locale, { style: 'unit', unit: units[step], unitDisplay: 'short', maximumFractionDigits: 1 }).format(size);
}

/** Today in the user's own time zone, as "YYYY-MM-DD". */
export function today(now = new Date()): string {
    const two = (part: number) => String(part).padStart(2, '0');
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** "AB" of "Ada Byron", the first letter of one word. */
export function initials(name: string): string {
    const words = name.trim().split(/\s+/).filter(Boolean);
    const first = [...(words[0] ?? '')][0] ?? '';
    const last = words.length > 1 ? ([...(words[words.length - 1] ?? '')][0] ?? '') : '';
    return (first + last).toUpperCase();
}
