import { Anchor, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { badRowsAddress, listImportProblems } from '~/api/imports';
import { ErrorState } from '~/components/ErrorState';
import { SkeletonRows } from '~/components/SkeletonRows';
import classes from './Import.module.css';

const SHOWN = 200;

/** The rows that could not be loaded, each with its line, column and reason. */
export function BadRows({ id }: { id: number }) {
    const { t } = useTranslation();
    const problems = useQuery({ queryKey: ['import-problems', id], queryFn: ({ signal }) => listImportProblems(id, signal) });
    return (
        <section aria-labelledby="bad-rows">
            <div className={classes.headLine}>
                <Title order={2} id="bad-rows">
                    {t('import.badRows')}
                </Title>
                <Anchor href={badRowsAddress(id)} download>
                    {t('import.downloadBad')}
                </Anchor>
            </div>
            {problems.isError && <ErrorState error={problems.error} onRetry={() => void problems.refetch()} />}
            {!problems.data && !problems.isError && <SkeletonRows count={3} />}
            {problems.data && (
                <div className={classes.tableFrame} tabIndex={0} role="group" aria-labelledby="bad-rows">
                    <table className={classes.table}>
                        <thead>
                            <tr>
                                <th scope="col" className={classes.number}>
                                    {t('import.line')}
                                </th>
                                <th scope="col">{t('import.column')}</th>
                                <th scope="col">{t('import.reason')}</th>
                            </tr>
                        </thead>
                        <tbody>
                            {problems.data.items.slice(0, SHOWN).map((problem, index) => (
                                <tr key={index} data-warning={problem.severity === 'warning' || undefined}>
                                    <td className={classes.number}>{problem.line}</td>
                                    <td dir="auto">{problem.column ?? ''}</td>
                                    <td dir="auto">{problem.message}</td>
                                </tr>
                            ))}
                        </tbody>
                    </table>
                </div>
            )}
        </section>
    );
}
