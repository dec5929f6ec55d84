/** One morning's digest: what was due and what was unread then. */
import { Skeleton, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { type Digest, readDigest } from '~/api/live';
import { AppLink } from '~/components/AppLink';
import { DateText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { NotFound } from '~/components/NotFound';
import { RecordLink } from '~/components/RecordLink';
import { SkeletonRows } from '~/components/SkeletonRows';
import { usePageTitle } from '~/lib/use-page-title';
import classes from './Digest.module.css';

function Due({ title, type, items, day }: { title: string; type: string; items: Digest['tasks']; day: string }) {
    const { t } = useTranslation();
    if (items.length === 0) return null;
    return (
        <section className={classes.part} aria-label={title}>
            <Title order={2}>{title}</Title>
            <ul className={classes.list}>
                {items.map((item) => (
                    <li key={item.id} className={classes.item}>
                        <RecordLink type={type} record={{ id: item.id, title: item.subject }} />
                        <span className={classes.about} data-late={(item.due ?? day) < day || undefined}>
                            {item.account && <span dir="auto">{item.account} · </span>}
                            {(item.due ?? day) < day && `${t('tasks.late')} · `}
                            <DateText date={item.due} />
                        </span>
                    </li>
                ))}
            </ul>
        </section>
    );
}

function Unread({ digest }: { digest: Digest }) {
    const { t } = useTranslation();
    if (digest.notifications.length === 0) return null;
    return (
        <section className={classes.part} aria-label={t('digest.unread')}>
            <Title order={2}>{t('digest.unread')}</Title>
            <ul className={classes.list}>
                {digest.notifications.map((item, index) => (
                    <li key={index} className={classes.item}>
                        <RecordLink type={item.type} record={{ id: item.record_id, title: item.title ?? '' }} />
                        <span className={classes.about} dir="auto">
                            {[item.by, item.detail].filter((text) => text !== null).join(': ')}
                        </span>
                    </li>
                ))}
            </ul>
            {digest.unread > digest.notifications.length && <p className={classes.about}>{t('digest.more', { count: digest.unread - digest.notifications.length })}</p>}
        </section>
    );
}

export default function DigestPage() {
    const { t } = useTranslation();
    const id = Number(useParams({ strict: false }).id);
    const query = useQuery({ queryKey: ['digest', id], queryFn: ({ signal }) => readDigest(id, signal), staleTime: Infinity });
    usePageTitle(t('digest.page'));
    if (query.error instanceof ApiProblem && query.error.status === 404) return <NotFound />;
    if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
    const digest = query.data;
    return (
        <div className={classes.page}>
            <Title order={1}>{t('digest.page')}</Title>
            {digest === undefined ? (
                <>
                    <Skeleton height={20} width="8rem" />
                    <SkeletonRows count={6} />
                </>
            ) : (
                <>
                    <p className={classes.about}>
                        <DateText date={digest.day} /> · {t('digest.then')}
                    </p>
                    <Due title={t('digest.tasks')} type="task" items={digest.tasks} day={digest.day} />
                    <Due title={t('digest.promises')} type="promise" items={digest.promises} day={digest.day} />
                    <Unread digest={digest} />
                    {digest.tasks.length + digest.promises.length + digest.notifications.length === 0 && <EmptyState title={t('notifications.none')} />}
                    <p className={`${classes.about} ${classes.foot}`}>
                        <AppLink to="/settings/notifications">{t('digest.change')}</AppLink>
                    </p>
                </>
            )}
        </div>
    );
}
