/** Stock: what lies where, how it moved, what is to be bought; goods in, counts, transfers and scrap begin here. */
import { Button, CloseButton, Menu, SegmentedControl, TextInput } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGo } from '~/components/AppLink';
import { LedgerFrame } from '~/components/ledger/LedgerFrame';
import classes from '~/components/ledger/Ledger.module.css';
import { useScreenActions } from '~/lib/actions';
import type { Search } from '~/lib/search-params';
import { useSession } from '~/lib/session';
import { StockDialog } from './StockDialog';
import { Levels, Moves, Reorder } from './StockTables';
import { ACTS, type Act } from './stock-form';

const VIEWS = ['levels', 'moves', 'reorder'] as const;
const KEEPS_STOCK = ['administrator', 'manager', 'finance'];

function Acts({ onAct }: { onAct: (act: Act) => void }) {
    const { t } = useTranslation();
    return (
        <Button.Group>
            <Button size="xs" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => onAct('receive')}>{t('stock.acts.receive')}</Button>
            <Menu position="bottom-end">
                <Menu.Target>
                    <Button size="xs" px="xs" aria-label={t('stock.moreActs')}><IconChevronDown size={14} aria-hidden /></Button>
                </Menu.Target>
                <Menu.Dropdown>
                    {ACTS.filter((act) => act !== 'receive').map((act) => <Menu.Item key={act} onClick={() => onAct(act)}>{t(`stock.acts.${act}`)}</Menu.Item>)}
                </Menu.Dropdown>
            </Menu>
        </Button.Group>
    );
}

export default function StockPage() {
    const { t } = useTranslation();
    const go = useGo();
    const search = useSearch({ strict: false }) as Search;
    const role = useSession().session.user.role;
    const [act, setAct] = useState<Act | null>(null);
    const [words, setWords] = useState(search.q ?? '');
    const view = VIEWS.find((one) => one === search.view) ?? 'levels';
    const may = KEEPS_STOCK.includes(role);
    const change = (part: Search) => go('/stock', { search: Object.fromEntries(Object.entries({ ...search, ...part }).filter(([, value]) => value !== '')), replace: true });
    useScreenActions(may ? ACTS.map((one) => ({ key: `stock ${one}`, label: t(`stock.acts.${one}`), run: () => setAct(one) })) : []);
    const type = (value: string) => {
        setWords(value);
        change({ q: value.trim() });
    };
    return (
        <LedgerFrame title={t('nav.stock')} actions={may && <Acts onAct={setAct} />}>
            {() => (
                <>
                    <div className={classes.choices}>
                        <SegmentedControl size="xs" aria-label={t('stock.view')} value={view} data={VIEWS.map((one) => ({ value: one, label: t(`stock.views.${one}`) }))}
                            onChange={(value) => go('/stock', { search: value === 'levels' ? {} : { view: value } })} />
                        {view === 'levels' && <TextInput size="xs" aria-label={t('stock.find')} placeholder={t('stock.find')} value={words} onChange={(event) => type(event.currentTarget.value)}
                            rightSection={words && <CloseButton size="xs" aria-label={t('action.clear')} onClick={() => type('')} />} />}
                        {view === 'moves' && (search.product || search.location) && <Button size="compact-xs" variant="subtle" onClick={() => change({ product: '', location: '' })}>{t('stock.allMoves')}</Button>}
                    </div>
                    <div className={classes.scroll}>
                        {view === 'levels' && <Levels filter={{ q: search.q || undefined }} />}
                        {view === 'moves' && <Moves filter={{ product: search.product, location: search.location }} />}
                        {view === 'reorder' && <Reorder />}
                    </div>
                    {act && <StockDialog act={act} onClose={() => setAct(null)} />}
                </>
            )}
        </LedgerFrame>
    );
}
