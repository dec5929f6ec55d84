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
import { i18n, loadLaterTexts, ownLanguage } from '~/lib/i18n';
import { accountOverviewOptions, catalogueOptions, keys, sessionOptions } from '~/lib/queries';
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
    pendingMinMs: 0,
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

/** A screen that comes with the texts that lists do without. */
const screen = <Module extends { default: AsyncRouteComponent<never> }>(load: () => Promise<Module>) =>
    lazyRouteComponent(async () => (await Promise.all([load(), loadLaterTexts()]))[0] as Module & { default: AsyncRouteComponent<unknown> });

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
    page('/welcome', screen(() => import('~/features/first-day/WelcomePage'))),
    page('/first-steps', screen(() => import('~/features/first-day/FirstStepsPage'))),
    page('/briefing', screen(() => import('~/features/briefing/BriefingPage'))),
    page('/handover', screen(() => import('~/features/handover/HandoverPage'))),
    page('/today', screen(() => import('~/features/today/TodayPage'))),
    page('/settings', screen(() => import('~/features/settings/SettingsPage'))),
    page('/settings/sign-in', screen(() => import('~/features/settings/SignInSettingsPage'))),
    page('/settings/trade', screen(() => import('~/features/settings/TradeSettingsPage'))),
    page('/settings/organisation', screen(() => import('~/features/settings/OrganisationPage'))),
    page('/settings/notifications', screen(() => import('~/features/settings/NotificationsPage'))),
    page('/digests/$id', screen(() => import('~/features/notifications/DigestPage'))),
    page('/settings/tokens', screen(() => import('~/features/settings/TokensPage'))),
    page('/users/$id', screen(() => import('./UserRecordRoute'))),
    page('/web_forms/$id', screen(() => import('./WebFormRecordRoute'))),
    page('/price_lists/$id', screen(() => import('./PriceListRecordRoute'))),
    page('/products/$id', screen(() => import('./ProductRecordRoute'))),
    page('/accounts/$id', screen(() => import('~/features/account-page/AccountPage'))),
    page('/contacts/$id', screen(() => import('~/features/contact-page/ContactPage'))),
    page('/opportunities/$id', screen(() => import('~/features/opportunity-page/OpportunityPage'))),
    page('/inbox', screen(() => import('~/features/leads/LeadsPage'))),
    page('/pipeline', screen(() => import('~/features/pipeline/PipelinePage'))),
    page('/import', screen(() => import('~/features/import/ImportPage'))),
    page('/duplicates', screen(() => import('~/features/duplicates/DuplicatesPage'))),
    page('/results', screen(() => import('~/features/insight/ResultsPage'))),
    page('/ledger', screen(() => import('~/features/ledger/StatementsPage'))),
    page('/ledger/lines', screen(() => import('~/features/ledger/LinesPage'))),
    page('/closing', screen(() => import('~/features/ledger/ClosingPage'))),
    page('/journal', screen(() => import('~/features/ledger/JournalPage'))),
    page('/journal/new', screen(() => import('~/features/ledger/NewEntryPage'))),
    page('/journal/$id', screen(() => import('~/features/ledger/EntryPage'))),
    page('/contracts/new', screen(() => import('~/features/contracts/NewContractPage'))),
    page('/contracts/$id', screen(() => import('~/features/contracts/ContractPage'))),
    page('/recurring-revenue', screen(() => import('~/features/contracts/RecurringPage'))),
    page('/stock', screen(() => import('~/features/stock/StockPage'))),
    page('/receivables', screen(() => import('~/features/receivables/ReceivablesPage'))),
    page('/receivables/statement', screen(() => import('~/features/receivables/StatementPage'))),
    page('/payments/$id', screen(() => import('~/features/receivables/PaymentPage'))),
    page('/quotes', screen(() => import('./QuotesRoute'))),
    page('/quotes/new', screen(() => import('~/features/quotes/NewQuotePage'))),
    page('/quotes/$id', screen(() => import('~/features/quotes/QuotePage'))),
    page('/quotes/$id/edit', screen(() => import('~/features/quotes/EditQuotePage'))),
    page('/orders', screen(() => import('./OrdersRoute'))),
    page('/orders/import', screen(() => import('~/features/orders/ImportOrdersPage'))),
    page('/orders/new', screen(() => import('~/features/orders/NewOrderPage'))),
    page('/orders/$id', screen(() => import('~/features/orders/OrderPage'))),
    page('/deliveries/$id', screen(() => import('~/features/orders/DeliveryPage'))),
    page('/invoices/$id', screen(() => import('~/features/orders/InvoicePage'))),
    page('/cash-sales/new', screen(() => import('~/features/orders/CashSalePage'))),
    page('/$records', lazyRouteComponent(() => import('~/features/records/ListPage'))),
    page('/$records/$id', screen(() => import('~/features/records/RecordPage'))),
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

/** The screen of an address and what it shows are fetched at once, not one after the other once it is known who asks. */
export function fetchScreen(client: QueryClient) {
    const matches = router.matchRoutes(router.latestLocation);
    for (const match of matches) void router.loadRouteChunk(router.routesById[match.routeId as keyof typeof router.routesById]);
    if (!matches.some(({ routeId }) => routeId === signedIn.id)) return;
    void client.prefetchQuery(sessionOptions);
    void client.prefetchQuery(catalogueOptions(ownLanguage()));
    const account = /^\/accounts\/(\d+)$/.exec(router.latestLocation.pathname)?.[1];
    if (account !== undefined) void client.prefetchQuery(accountOverviewOptions(Number(account)));
}
