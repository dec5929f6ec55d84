/** Links by plain address: most addresses follow from the catalogue, which the router's types do not know. */
import { Link, type LinkComponentProps, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Search } from '~/lib/search-params';

type Props = Omit<LinkComponentProps<'a'>, 'to' | 'search' | 'params'> & { to: string; search?: Search };

export function AppLink({ to, search, ...rest }: Props) {
    return <Link {...(rest as object)} to={to as '/'} search={(search ?? {}) as never} />;
}

/** Goes to an address as AppLink would. */
export function useGo() {
    const navigate = useNavigate();
    return useCallback(
        (to: string, options: { search?: Search; replace?: boolean } = {}) =>
            void navigate({ to: to as '/', search: (options.search ?? {}) as never, replace: options.replace }),
        [navigate],
    );
}
