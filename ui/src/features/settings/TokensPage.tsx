/** API tokens of the signed-in user: made, shown once, revoked. */
import { ActionIcon, Alert, Button, Group, Table, TextInput, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiToken, createToken, listTokens, revokeToken } from '~/api/session';
import { ConfirmDialog } from '~/components/ConfirmDialog';
import { MomentText } from '~/components/DateText';
import { EmptyState } from '~/components/EmptyState';
import { ErrorState } from '~/components/ErrorState';
import { SecretText } from '~/components/SecretText';
import { SkeletonRows } from '~/components/SkeletonRows';
import { notifyProblem } from '~/components/notify';
import { useProblemText } from '~/lib/problem';
import { keys } from '~/lib/queries';
import { SettingsFrame } from './SettingsFrame';
import classes from './SettingsPage.module.css';

function useTokens() {
    const client = useQueryClient();
    const problemText = useProblemText();
    const again = () => client.invalidateQueries({ queryKey: keys.tokens });
    return {
        list: useQuery({ queryKey: keys.tokens, queryFn: ({ signal }) => listTokens(signal) }),
        create: useMutation({ mutationFn: createToken, onSuccess: again }),
        revoke: useMutation({ mutationFn: revokeToken, onSettled: again, onError: (error) => notifyProblem(problemText(error)) }),
    };
}

export default function TokensPage() {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const { list, create, revoke } = useTokens();
    const [name, setName] = useState('');
    const [doomed, setDoomed] = useState<ApiToken | null>(null);
    const submit = (event: FormEvent) => {
        event.preventDefault();
        create.mutate(name.trim(), { onSuccess: () => setName('') });
    };
    const tokens = list.data?.items ?? [];
    return (
        <SettingsFrame title={t('settings.tokens')}>
            <p className={classes.hint}>{t('tokens.hint')}</p>
            {create.data?.token && (
                <Alert variant="light" title={t('tokens.once', { name: create.data.name })} my="md">
                    <SecretText text={create.data.token} label={t('tokens.token')} />
                </Alert>
            )}
            <form onSubmit={submit}>
                <Group align="flex-end" mb="lg">
                    <TextInput label={t('tokens.name')} placeholder={t('tokens.example')} required withAsterisk={false} value={name}
                        error={create.error ? problemText(create.error) : undefined} onChange={(event) => setName(event.currentTarget.value)} />
                    <Button type="submit" loading={create.isPending}>
                        {t('tokens.create')}
                    </Button>
                </Group>
            </form>
            {list.isPending && <SkeletonRows count={3} />}
            {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
            {list.isSuccess && tokens.length === 0 && <EmptyState compact title={t('tokens.none')} />}
            {tokens.length > 0 && (
                <Table aria-label={t('settings.tokens')}>
                    <Table.Thead>
                        <Table.Tr>
                            <Table.Th scope="col">{t('tokens.name')}</Table.Th>
                            <Table.Th scope="col">{t('tokens.created')}</Table.Th>
                            <Table.Th scope="col">
                                <VisuallyHidden>{t('action.more')}</VisuallyHidden>
                            </Table.Th>
                        </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                        {tokens.map((token) => (
                            <Table.Tr key={token.id}>
                                <Table.Td>{token.name}</Table.Td>
                                <Table.Td>
                                    <MomentText moment={token.created_at} age />
                                </Table.Td>
                                <Table.Td ta="end">
                                    <ActionIcon aria-label={t('tokens.revoke', { name: token.name })} onClick={() => setDoomed(token)}>
                                        <IconTrash size={16} stroke={1.6} aria-hidden />
                                    </ActionIcon>
                                </Table.Td>
                            </Table.Tr>
                        ))}
                    </Table.Tbody>
                </Table>
            )}
            <ConfirmDialog opened={doomed !== null} title={t('tokens.revokeAsk', { name: doomed?.name ?? '' })} text={t('tokens.revokeHint')}
                confirm={t('tokens.revokeConfirm')} danger loading={revoke.isPending}
                onConfirm={() => doomed && revoke.mutate(doomed.id, { onSettled: () => setDoomed(null) })} onCancel={() => setDoomed(null)} />
        </SettingsFrame>
    );
}
