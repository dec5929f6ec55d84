import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryPage } from '~/api/types';
import { HistoryList } from './HistoryList';
import { RecordHistory } from './RecordHistory';

/** The latest changes, which a page has brought along; the rest is read when somebody asks for it. */
export function PageHistory({ type, id, history }: { type: string; id: number; history: HistoryPage }) {
    const { t } = useTranslation();
    const [whole, setWhole] = useState(false);
    if (whole) return <RecordHistory type={type} id={id} />;
    const more = history.next !== null && (
        <Button variant="subtle" size="compact-sm" mt="xs" onClick={() => setWhole(true)}>
            {t('action.showMore')}
        </Button>
    );
    return <HistoryList type={type} entries={history.items} more={more} />;
}
