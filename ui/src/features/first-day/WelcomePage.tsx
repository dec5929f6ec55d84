/** The first page of an empty book: three questions, then the ways in. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FirstDayDone } from '~/api/first-day';
import { type Organisation, readOrganisation } from '~/api/session';
import { useFirstDay } from '~/components/first-steps/use-first-day';
import { PageState } from '~/components/page/PageState';
import { keys } from '~/lib/queries';
import { usePageTitle } from '~/lib/use-page-title';
import { Questions } from './Questions';
import { Ways } from './Ways';
import { useAnswers } from './use-answers';
import classes from './FirstDay.module.css';

function Welcome({ organisation, asks }: { organisation: Organisation; asks: boolean }) {
    const { t } = useTranslation();
    const answers = useAnswers({ name: organisation.name, currency: organisation.currency, team: t('firstDay.usualTeam') });
    const [skipped, setSkipped] = useState(!asks);
    const done: FirstDayDone | null = answers.save.data ?? null;
    return <div className={classes.page}>{done !== null || skipped ? <Ways done={done} /> : <Questions answers={answers} onSkip={() => setSkipped(true)} />}</div>;
}

export default function WelcomePage() {
    const { t } = useTranslation();
    const firstDay = useFirstDay();
    const organisation = useQuery({ queryKey: keys.organisation, queryFn: ({ signal }) => readOrganisation(signal) });
    usePageTitle(t('firstDay.title'));
    if (!firstDay.data || !organisation.data) return <PageState error={firstDay.error ?? organisation.error} onRetry={() => void Promise.all([firstDay.refetch(), organisation.refetch()])} />;
    return <Welcome organisation={organisation.data} asks={firstDay.data.questions} />;
}
