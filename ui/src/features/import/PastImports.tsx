import { Badge, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listImports } from '~/api/imports';
import { AppLink } from '~/components/AppLink';
import { MomentText } from '~/components/DateText';
import { useCatalogue } from '~/lib/catalogue';
import { useFormat } from '~/lib/use-format';
import classes from './Import.module.css';

export function PastImports() {
    const { t } = useTranslation();
    const format = useFormat();
    const catalogue = useCatalogue();
    const imports = useQuery({ queryKey: ['imports'], queryFn: ({ signal }) => listImports(signal) });
    if (!imports.data || imports.data.items.length === 0) return null;
    return (
        <section aria-labelledby="past-imports">
            <Title order={2} id="past-imports" mt="xl" mb="xs">
                {t('import.past')}
            </Title>
            <div className={classes.tableFrame} tabIndex={0} role="group" aria-labelledby="past-imports">
                <table className={classes.table}>
                    <thead>
                        <tr>
                            <th scope="col">{t('import.file')}</th>
                            <th scope="col">{t('import.what')}</th>
                            <th scope="col">{t('import.state')}</th>
                            <th scope="col" className={classes.number}>
                                {t('import.created')}
                            </th>
                            <th scope="col" className={classes.number}>
                                {t('import.failed')}
                            </th>
                            <th scope="col">{t('import.when')}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {imports.data.items.map((item) => (
                            <tr key={item.id}>
                                <td>
                                    <AppLink to="/import" search={{ id: String(item.id) }}>
                                        {item.file_name}
                                    </AppLink>
                                </td>
                                <td>{catalogue.find(item.record_type)?.label_plural ?? item.record_type}</td>
                                <td>
                                    <Badge variant="light" color={item.state === 'done' ? 'teal' : item.state === 'failed' ? 'red' : 'gray'}>
                                        {t(`import.states.${item.state as 'done'}`)}
                                    </Badge>
                                </td>
                                <td className={classes.number}>{format.number(item.counts.created)}</td>
                                <td className={classes.number}>{format.number(item.counts.failed)}</td>
                                <td>
                                    <MomentText moment={item.created_at} age />
                                </td>
                            </tr>
                        ))}
                    </tbody>
                </table>
            </div>
        </section>
    );
}
