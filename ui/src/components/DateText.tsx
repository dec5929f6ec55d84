import { useFormat } from '~/lib/use-format';

/** A calendar day. */
export function DateText({ date }: { date: string | null | undefined }) {
    const format = useFormat();
    if (!date) return null;
    return (
        <time dateTime={date} className="tabular">
            {format.date(date)}
        </time>
    );
}

/** A moment in the reader's time zone; `age` shows how long ago and tells the moment on hover. */
export function MomentText({ moment, age = false }: { moment: string | null | undefined; age?: boolean }) {
    const format = useFormat();
    if (!moment) return null;
    const exact = format.moment(moment);
    return (
        <time dateTime={moment} className="tabular" title={age ? exact : undefined}>
            {age ? format.age(moment) : exact}
        </time>
    );
}
