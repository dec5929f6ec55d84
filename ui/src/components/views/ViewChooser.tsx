/** Which saved view a screen shows; a dot tells that something else is shown than was saved. */
import { Button } from '@mantine/core';
import { IconBookmarks } from '@tabler/icons-react';
import { type ComponentProps, lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '~/api/views';
import { Deferred } from '~/components/Deferred';
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

type TargetProps = Omit<ComponentProps<'button'>, 'color' | 'style'> & { current: SavedView | null; changed: boolean };

export function ViewTarget({ current, changed, ...props }: TargetProps) {
    const { t } = useTranslation();
    return (
        <Button
            {...props}
            size="xs"
            variant={current === null ? 'subtle' : 'light'}
            className={classes.chooser}
            leftSection={<IconBookmarks size={15} aria-hidden />}
            aria-label={current === null ? t('views.title') : t(changed ? 'views.isChanged' : 'views.is', { name: current.name })}
        >
            <bdi className={classes.name}>{current?.name ?? t('views.title')}</bdi>
            {changed && <span className={classes.dot} aria-hidden />}
        </Button>
    );
}

export function ViewChooser({ screen, search }: { screen: string; search: Search }) {
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
    return (
        <>
            <Deferred
                kind="menu"
                target={(props) => <ViewTarget current={current} changed={changed} {...props} />}
                content={ViewMenu}
                props={{ control, onAdd: name('new'), onEdit: name('edit') }}
            />
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
