import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { createView, deleteView, listViews, type SavedView, setDefaultView, updateView, type ViewInput } from '~/api/views';
import { useGo } from '~/components/AppLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import type { Search } from '~/lib/search-params';
import { ALL, beginWith, isChanged, namedView, viewSearch, viewState } from '~/lib/views';

export type NamedView = Pick<ViewInput, 'name' | 'shared'> & { begin: boolean };

export function useAllViews(enabled = true) {
    return useQuery({ queryKey: keys.views, queryFn: ({ signal }) => listViews(signal), enabled });
}

/** The views of one screen and what can be done with them. `search` is what the screen shows. */
export function useViews(screen: string, search: Search) {
    const { t } = useTranslation();
    const go = useGo();
    const client = useQueryClient();
    const problemText = useProblemText();
    const all = useAllViews();
    const views = (all.data?.items ?? []).filter((view) => view.screen === screen);
    const current = namedView(search, views);
    const onError = (error: Error) => notifyProblem(problemText(error));
    const refresh = () => client.invalidateQueries({ queryKey: keys.views });
    const show = (view: SavedView | null) => go(`/${screen}`, { search: view === null ? { view: ALL } : viewSearch(view), replace: true });

    // Once, when the screen is opened: who clears a list afterwards means all of it.
    const first = useEffectEvent(() => {
        const view = beginWith(search, views);
        if (view) show(view);
    });
    const loaded = all.data !== undefined;
    useEffect(() => {
        if (loaded) first();
    }, [loaded, screen]);

    const begin = async (view: number | null) => {
        await setDefaultView(screen, view);
        await refresh();
    };
    const create = useMutation({
        mutationFn: ({ name, shared }: NamedView) => createView({ screen, name, shared, state: viewState(search) }),
        onSuccess: async (view, { begin: wanted }) => {
            if (wanted) await begin(view.id);
            await refresh();
            show(view);
        },
    });
    const rename = useMutation({
        mutationFn: ({ view, name, shared }: NamedView & { view: SavedView }) => updateView(view.id, { name, shared }),
        onSuccess: async (view, { begin: wanted, view: before }) => {
            if (wanted !== before.default) await begin(wanted ? view.id : null);
            await refresh();
        },
    });
    const keep = useMutation({
        mutationFn: (view: SavedView) => updateView(view.id, { state: viewState(search) }),
        onSuccess: async (view) => {
            await refresh();
            notifyDone(t('views.kept', { name: view.name }));
        },
        onError,
    });
    const remove = useMutation({
        mutationFn: (view: SavedView) => deleteView(view.id),
        onSuccess: async (_, { name, shared, state }) => {
            show(null);
            await refresh();
            const back = async () => {
                const again = await createView({ screen, name, shared, state });
                await refresh();
                show(again);
            };
            notifyDone(t('views.deleted', { name }), () => void back().catch(onError));
        },
        onError,
    });
    const setDefault = useMutation({ mutationFn: begin, onError });
    return { views, current, changed: current !== null && isChanged(search, current), show, create, rename, keep, remove, setDefault };
}
