/** Which saved view a screen shows; a dot tells that something else is shown than was saved. */
import { Button, Menu } from '@mantine/core';
import { IconBookmarks, IconChevronDown } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ScreenAction, useScreenActions } from '~/lib/actions';
import type { Search } from '~/lib/search-params';
import { useViews } from './use-views';
import classes from './Views.module.css';

const ViewMenu = lazy(() => import('./ViewMenu'));
const ViewDialog = lazy(() => import('./ViewDialog').then((module) => ({ default: module.ViewDialog })));

type Control = ReturnType<typeof useViews>;

function useViewActions({ views, current, changed, show, keep, remove }: Control, onAdd: () => void, onEdit: () => void) {
    const { t } = useTranslation();
    const actions: ScreenAction[] = views.filter(({ id }) => id !== current?.id).map((view) => ({ key: `view ${view.id}`, label: t('views.show', { name: view.name }), run: () => show(view) }));
    actions.push({ key: 'view save', label: t('views.saveAs'), run: onAdd });
    if (current !== null) actions.push({ key: 'view all', label: t('views.show', { name: t('views.all') }), run: () => show(null) });
    if (current !== null && changed) actions.push({ key: 'view discard', label: t('views.discard'), run: () => show(current) });
    if (current?.mine && changed) actions.push({ key: 'view keep', label: t('views.keep', { name: current.name }), run: () => keep.mutate(current) });
    if (current?.mine) {
        actions.push({ key: 'view edit', label: t('views.edit'), run: onEdit });
        actions.push({ key: 'view delete', label: t('views.delete'), run: () => remove.mutate(current) });
    }
    useScreenActions(actions);
}

export function ViewChooser({ screen, search }: { screen: string; search: Search }) {
    const { t } = useTranslation();
    const [naming, setNaming] = useState<'new' | 'edit' | null>(null);
    const control = useViews(screen, search);
    const { current, changed, create, rename } = control;
    const name = (what: 'new' | 'edit') => () => {
        create.reset();
        rename.reset();
        setNaming(what);
    };
    useViewActions(control, name('new'), name('edit'));
    const close = { onSuccess: () => setNaming(null) };
    const label = current?.name ?? t('views.title');
    return (
        <>
            <Menu position="bottom-start" width={260}>
                <Menu.Target>
                    <Button
                        size="xs"
                        variant={current === null ? 'subtle' : 'light'}
                        className={classes.chooser}
                        leftSection={<IconBookmarks size={15} aria-hidden />}
                        rightSection={<IconChevronDown size={14} aria-hidden />}
                        aria-label={current === null ? t('views.title') : t(changed ? 'views.isChanged' : 'views.is', { name: current.name })}
                    >
                        <bdi className={classes.name}>{label}</bdi>
                        {changed && <span className={classes.dot} aria-hidden />}
                    </Button>
                </Menu.Target>
                <Suspense>
                    <ViewMenu control={control} onAdd={name('new')} onEdit={name('edit')} />
                </Suspense>
            </Menu>
            {naming !== null && (
                <Suspense>
                    <ViewDialog
                        view={naming === 'edit' ? current : null}
                        pending={create.isPending || rename.isPending}
                        error={create.error ?? rename.error}
                        onSave={(named) => (naming === 'edit' && current ? rename.mutate({ ...named, view: current }, close) : create.mutate(named, close))}
                        onClose={() => setNaming(null)}
                    />
                </Suspense>
            )}
        </>
    );
}
