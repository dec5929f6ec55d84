/** Loading a CSV file: choose, say what the columns mean, try, load, and take back if need be. */
import { Button, FileButton, Title } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { uploadImport } from '~/api/imports';
import { useGo } from '~/components/AppLink';
import { ErrorState } from '~/components/ErrorState';
import { TextLink } from '~/components/TextLink';
import type { Search } from '~/lib/search-params';
import { useSession } from '~/lib/session';
import { usePageTitle } from '~/lib/use-page-title';
import { ImportView } from './ImportView';
import { PastImports } from './PastImports';
import classes from './Import.module.css';

function DropZone() {
    const { t } = useTranslation();
    const go = useGo();
    const [over, setOver] = useState(false);
    const upload = useMutation({
        mutationFn: (file: File) => uploadImport(file, null),
        onSuccess: (created) => go('/import', { search: { id: String(created.id) } }),
    });
    const drop = (event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        const file = event.dataTransfer.files[0];
        if (file) upload.mutate(file);
    };
    return (
        <>
            <div
                className={classes.drop}
                data-over={over || undefined}
                onDragOver={(event) => {
                    event.preventDefault();
                    setOver(true);
                }}
                onDragLeave={() => setOver(false)}
                onDrop={drop}
            >
                <IconFileSpreadsheet size={36} stroke={1.4} aria-hidden />
                <p>{t('import.drop')}</p>
                <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={(file) => file && upload.mutate(file)}>
                    {(props) => (
                        <Button {...props} loading={upload.isPending}>
                            {t('import.choose')}
                        </Button>
                    )}
                </FileButton>
                <p className={classes.small}>{t('import.dropHint')}</p>
            </div>
            {upload.isError && <ErrorState error={upload.error} />}
        </>
    );
}

const KEEPERS: readonly string[] = ['administrator', 'finance'];

export default function ImportPage() {
    const { t } = useTranslation();
    const { role } = useSession().session.user;
    const search = useSearch({ strict: false }) as Search;
    usePageTitle(t('nav.import'));
    return (
        <div className={classes.page}>
            <Title order={1}>{t('nav.import')}</Title>
            {search.id ? (
                <ImportView key={search.id} id={Number(search.id)} />
            ) : (
                <>
                    <p className={classes.lead}>{t('import.lead')}</p>
                    <DropZone />
                    {KEEPERS.includes(role) && <p className={classes.small}><TextLink to="/orders/import">{t('orderImport.link')}</TextLink></p>}
                    <PastImports />
                </>
            )}
        </div>
    );
}
