import { useFormat } from '~/lib/use-format';

/** "(32 %)": the margin as a part of net. */
export function MarginText({ margin, net }: { margin: string; net: string }) {
    const format = useFormat();
    const whole = Number(net);
    return whole === 0 ? null : <>({format.percentage(Math.round((Number(margin) / whole) * 1000) / 10)})</>;
}
