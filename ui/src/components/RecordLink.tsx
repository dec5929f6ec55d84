import { Anchor, type AnchorProps } from '@mantine/core';
import type { Reference } from '~/api/types';
import { useCatalogue } from '~/lib/catalogue';
import { AppLink } from './AppLink';

type Props = AnchorProps & { type: string; record: Reference; tabIndex?: number; 'data-main'?: boolean };

/** The way to a record's own page. */
export function RecordLink({ type, record, ...rest }: Props) {
    const known = useCatalogue().find(type);
    const title = record.title === '' ? `${known?.label ?? type} ${record.id}` : record.title;
    if (known === undefined) return <span>{title}</span>;
    return (
        <Anchor inherit {...rest} component={AppLink} to={`/${known.plural}/${record.id}`} dir="auto">
            {title}
        </Anchor>
    );
}
