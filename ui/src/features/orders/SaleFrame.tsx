/** The frame of a new order or cash sale: heading, the form, and what saves it. */
import { Alert, Button, Title } from '@mantine/core';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import { AppLink } from '~/components/AppLink';
import page from '~/components/page/Page.module.css';
import { useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { usePageTitle } from '~/lib/use-page-title';
import classes from './Orders.module.css';

type Props = { title: string; save: string; pending: boolean; disabled: boolean; error: Error | null; onSave: () => void; children: ReactNode };

export function SaleFrame({ title, save, pending, disabled, error, onSave, children }: Props) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const type = useRecordType('order');
    usePageTitle(title);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (!disabled) onSave();
    };
    /** Enter in a field goes on typing; with Ctrl it saves. */
    const onKeyDown = (event: KeyboardEvent) => {
        if (event.key !== 'Enter' || event.defaultPrevented) return;
        if (event.ctrlKey || event.metaKey) submit(event);
        else if (event.target instanceof HTMLInputElement) event.preventDefault();
    };
    const general = error instanceof ApiProblem && error.errors.length > 0 ? (error.errors.find(({ field }) => field === 'lines')?.message ?? t('sale.checkFields')) : error && problemText(error);
    return (
        <div className={page.page}>
            <header className={page.head}>
                <AppLink to="/orders" className={page.crumb}>{type.label_plural}</AppLink>
                <div className={page.headRow}><Title order={1} className={page.title}>{title}</Title></div>
            </header>
            <form className={classes.form} onSubmit={submit} onKeyDown={onKeyDown} noValidate>
                {general && <Alert color="red" variant="light" role="alert" mt="md">{general}</Alert>}
                <div />
                {children}
                <div className={classes.foot}>
                    <Button type="submit" loading={pending} disabled={disabled}>{save}</Button>
                </div>
            </form>
        </div>
    );
}
