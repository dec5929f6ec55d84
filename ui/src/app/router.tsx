import type { QueryClient } from '@tanstack/react-query';
import { type AsyncRouteComponent, createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { NotFound } from '~/components/NotFound';
import { PageError } from './PageError';
import { LinkRoute, SignInRoute } from './entry-routes';
import { ShellSkeleton } from './ShellSkeleton';
import { SignedIn } from './SignedIn';
import { ApiProblem } from '~/api/client';
import { type FirstDay, readFirstDay } from '~/api/first-day';
import { listRecords } from '~/api/records';
import { i18n } from '~/lib/i18n';
import { catalogueOptions, keys, sessionOptions } from '~/lib/queries';
import { type Search, parseSearch, stringifySearch } from '~/lib/search-params';

const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
    component: Outlet,
    notFoundComponent: NotFound,
    validateSearch: (search: Search): Search => search,
});

const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignInRoute });
const link = createRoute({ getParentRoute: () => root, path: '/link/$token', component: LinkRoute });

const signedIn = createRoute({
    getParentRoute: () => root,
    id: 'signed-in',
    component: SignedIn,
    pendingComponent: ShellSkeleton,
    pendingMs: 0,
    beforeLoad: async ({ context, location }) => {
        // The catalogue is on its way while the server looks who asks.
        void context.queryClient.prefetchQuery(catalogueOptions(i18n.language));
        try {
            await context.queryClient.ensureQueryData(sessionOptions);
        } catch (error) {
            if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
            throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { return: location.href }, replace: true });
        }
    },
    notFoundComponent: NotFound,
    errorComponent: PageError,
});

const page = <Path extends string>(path: Path, component: AsyncRouteComponent<never>) =>
    createRoute({ getParentRoute: () => signedIn, path, component: component as AsyncRouteComponent<unknown> });

/** Whoever has customers or tasks begins with them, whoever keeps the book begins with the accounts. */
async function ownsAnything(client: QueryClient): Promise<boolean> {
    const query = { mine: 'true', limit: 1 };
    const own = (plural: string) => client.fetchQuery({ queryKey: keys.list(plural, query), queryFn: ({ signal }) => listRecords(plural, query, signal) });
    const pages = await Promise.all(['accounts', 'tasks'].map(own)).catch(() => []);
    return pages.some(({ items }) => items.length > 0);
}

/** Who has accounts but has not spoken with any of them yet reads up on them first. */
function isNewcomer(firstDay: FirstDay | null): boolean {
    const done = (name: string) => firstDay?.tour.steps.some(({ step, done }) => step === name && done);
    return done('account') === true && !done('interaction') && firstDay?.tour.open === true;
}

/** An empty book asks its questions first. */
async function firstPage(client: QueryClient) {
    const [owns, firstDay] = await Promise.all([
        ownsAnything(client),
        client.fetchQuery({ queryKey: keys.firstDay, queryFn: ({ signal }) => readFirstDay(signal) }).catch(() => null),
    ]);
    const role = client.getQueryData(sessionOptions.queryKey)?.user.role;
    if (owns) return { to: role !== 'administrator' && isNewcomer(firstDay) ? '/briefing' : '/today' } as const;
    if (firstDay?.questions) return { to: '/welcome' } as const;
    return { to: '/$records', params: { records: 'accounts' } } as const;
}

const start = createRoute({
    getParentRoute: () => signedIn,
    path: '/',
    beforeLoad: async ({ context }) => {
        throw redirect({ ...(await firstPage(context.queryClient)), replace: true });
    },
});

/** Screens of their own; every other address is a list or a record of some type. */
const routes = [
    start,
    page('/welcome', lazyRouteComponent(() => import('~/features/first-day/WelcomePage'))),
    page('/first-steps', lazyRouteComponent(() => import('~/features/first-day/FirstStepsPage'))),
    page('/briefing', lazyRouteComponent(() => import('~/features/briefing/BriefingPage'))),
    page('/handover', lazyRouteComponent(() => import('~/features/handover/HandoverPage'))),
    page('/today', lazyRouteComponent(() => import('~/features/today/TodayPage'))),
    page('/settings', lazyRouteComponent(() => import('~/features/settings/SettingsPage'))),
    page('/settings/sign-in', lazyRouteComponent(() => import('~/features/settings/SignInSettingsPage'))),
    page('/settings/trade', lazyRouteComponent(() => import('~/features/settings/TradeSettingsPage'))),
    page('/settings/organisation', lazyRouteComponent(() => import('~/features/settings/OrganisationPage'))),
    page('/settings/notifications', lazyRouteComponent(() => import('~/features/settings/NotificationsPage'))),
    page('/digests/$id', lazyRouteComponent(() => import('~/features/notifications/DigestPage'))),
    page('/settings/tokens', lazyRouteComponent(() => import('~/features/settings/TokensPage'))),
    page('/users/$id', lazyRouteComponent(() => import('./UserRecordRoute'))),
    page('/web_forms/$id', lazyRouteComponent(() => import('./WebFormRecordRoute'))),
    page('/price_lists/$id', lazyRouteComponent(() => import('./PriceListRecordRoute'))),
    page('/products/$id', lazyRouteComponent(() => import('./ProductRecordRoute'))),
    page('/accounts/$id', lazyRouteComponent(() => import('~/features/account-page/AccountPage'))),
    page('/contacts/$id', lazyRouteComponent(() => import('~/features/contact-page/ContactPage'))),
    page('/opportunities/$id', lazyRouteComponent(() => import('~/features/opportunity-page/OpportunityPage'))),
    page('/inbox', lazyRouteComponent(() => import('~/features/leads/LeadsPage'))),
    page('/pipeline', lazyRouteComponent(() => import('~/features/pipeline/PipelinePage'))),
    page('/import', lazyRouteComponent(() => import('~/features/import/ImportPage'))),
    page('/duplicates', lazyRouteComponent(() => import('~/features/duplicates/DuplicatesPage'))),
    page('/results', lazyRouteComponent(() => import('~/features/insight/ResultsPage'))),
    page('/ledger', lazyRouteComponent(() => import('~/features/ledger/StatementsPage'))),
    page('/ledger/lines', lazyRouteComponent(() => import('~/features/ledger/LinesPage'))),
    page('/closing', lazyRouteComponent(() => import('~/features/ledger/ClosingPage'))),
    page('/journal', lazyRouteComponent(() => import('~/features/ledger/JournalPage'))),
    page('/journal/new', lazyRouteComponent(() => import('~/features/ledger/NewEntryPage'))),
    page('/journal/$id', lazyRouteComponent(() => import('~/features/ledger/EntryPage'))),
    page('/contracts/new', lazyRouteComponent(() => import('~/features/contracts/NewContractPage'))),
    page('/contracts/$id', lazyRouteComponent(() => import('~/features/contracts/ContractPage'))),
    page('/recurring-revenue', lazyRouteComponent(() => import('~/features/contracts/RecurringPage'))),
    page('/stock', lazyRouteComponent(() => import('~/features/stock/StockPage'))),
    page('/receivables', lazyRouteComponent(() => import('~/features/receivables/ReceivablesPage'))),
    page('/receivables/statement', lazyRouteComponent(() => import('~/features/receivables/StatementPage'))),
    page('/payments/$id', lazyRouteComponent(() => import('~/features/receivables/PaymentPage'))),
    page('/quotes/new', lazyRouteComponent(() => import('~/features/quotes/NewQuotePage'))),
    page('/quotes/$id', lazyRouteComponent(() => import('~/features/quotes/QuotePage'))),
    page('/quotes/$id/edit', lazyRouteComponent(() => import('~/features/quotes/EditQuotePage'))),
    page('/orders', lazyRouteComponent(() => import('./OrdersRoute'))),
    page('/orders/new', lazyRouteComponent(() => import('~/features/orders/NewOrderPage'))),
    page('/orders/$id', lazyRouteComponent(() => import('~/features/orders/OrderPage'))),
    page('/deliveries/$id', lazyRouteComponent(() => import('~/features/orders/DeliveryPage'))),
    page('/invoices/$id', lazyRouteComponent(() => import('~/features/orders/InvoicePage'))),
    page('/cash-sales/new', lazyRouteComponent(() => import('~/features/orders/CashSalePage'))),
    page('/$records', lazyRouteComponent(() => import('~/features/records/ListPage'))),
    page('/$records/$id', lazyRouteComponent(() => import('~/features/records/RecordPage'))),
];

export const router = createRouter({
    routeTree: root.addChildren([signIn, link, signedIn.addChildren(routes)]),
    context: { queryClient: undefined! },
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    parseSearch,
    stringifySearch,
    scrollRestoration: false,
});

declare module '@tanstack/react-router' {
    interface Register {
        router: typeof router;
    }
}

/** The screen of an address is fetched at once, not after the server has said who asks. */
export function fetchScreen() {
    for (const match of router.matchRoutes(router.latestLocation)) void router.loadRouteChunk(router.routesById[match.routeId as keyof typeof router.routesById]);
}
