/** The tax codes that there are, and how to get those that a business in Singapore needs. */
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { makeReadyTaxCodes } from '~/api/prices';
import { listRecords } from '~/api/records';
import { AppLink } from '~/components/AppLink';
import { RecordLink } from '~/components/RecordLink';
import { notifyDone, notifyProblem } from '~/components/notify';
import { choiceLabel, findField, recordTitle, useRecordType } from '~/lib/catalogue';
import { useProblemText } from '~/lib/problem';
import { keys, useRecordsChanged } from '~/lib/queries';
import { useFormat } from '~/lib/use-format';
import classes from './TradeSettings.module.css';

const ALL = { sort: 'code', limit: 50 };
const SINGAPORE = ['SR', 'ZR', 'ES', 'OS'];

export function TaxCodes({ may }: { may: boolean }) {
    const { t } = useTranslation();
    const format = useFormat();
    const client = useQueryClient();
    const changed = useRecordsChanged();
    const problemText = useProblemText();
    const type = useRecordType('tax_code');
    const codes = useQuery({ queryKey: keys.list('tax_codes', ALL), queryFn: ({ signal }) => listRecords('tax_codes', ALL, signal) });
    const make = useMutation({
        mutationFn: () => makeReadyTaxCodes('singapore'),
        onSuccess: async (settings) => {
            client.setQueryData(keys.tradeSettings, settings);
            notifyDone(t('prices.codesMade'));
            await changed();
        },
        onError: (error) => notifyProblem(problemText(error)),
    });
    const known = codes.data?.items ?? [];
    const missing = codes.isSuccess && SINGAPORE.some((code) => !known.some((one) => one.code === code));
    return (
        <div>
            {codes.isSuccess && known.length === 0 && <p className={classes.hint}>{t('prices.noCodes')}</p>}
            <ul className={classes.codes} hidden={known.length === 0}>
                {known.map((code) => (
                    <li key={code.id}>
                        <b>{String(code.code)}</b>
                        <RecordLink type="tax_code" record={{ id: code.id, title: recordTitle(type, code) }} />
                        <span className={classes.hint}>{choiceLabel(findField(type, 'category'), code.category)}</span>
                        <span className={classes.rate}>{format.percentage(Number(code.rate))}</span>
                    </li>
                ))}
            </ul>
            <Button.Group mt="sm">
                {may && missing && <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>{t('prices.makeCodes')}</Button>}
                <Button variant="default" component={AppLink} to="/tax_codes">{t('prices.allCodes')}</Button>
            </Button.Group>
        </div>
    );
}
