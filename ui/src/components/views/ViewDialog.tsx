import { Alert, Button, Checkbox, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '~/api/client';
import type { SavedView } from '~/api/views';
import { useProblemText } from '~/lib/problem';
import { useSession } from '~/lib/session';
import type { NamedView } from './use-views';

type Props = { view: SavedView | null; pending: boolean; error: Error | null; onSave: (named: NamedView) => void; onClose: () => void };

/** Everyone shares with the own team, who leads with everyone. */
function useSharing(): NonNullable<SavedView['shared']>[] {
    const { user } = useSession().session;
    const leads = user.role === 'administrator' || user.role === 'manager';
    return ['private', ...(user.team === null ? [] : (['team'] as const)), ...(leads ? (['everyone'] as const) : [])];
}

/** What a view is called and who else may use it. */
export function ViewDialog({ view, pending, error, onSave, onClose }: Props) {
    const { t } = useTranslation();
    const problemText = useProblemText();
    const sharing = useSharing();
    const [name, setName] = useState(view?.name ?? '');
    const [shared, setShared] = useState<SavedView['shared']>(view?.shared ?? 'private');
    const [begin, setBegin] = useState(view?.default ?? false);
    const wrong = error instanceof ApiProblem ? error.errors.find(({ field }) => field === 'name')?.message : undefined;
    const submit = (event: FormEvent) => {
        event.preventDefault();
        if (name.trim() !== '' && !pending) onSave({ name: name.trim(), shared, begin });
    };
    return (
        <Modal opened onClose={onClose} size="sm" title={t(view === null ? 'views.saveAs' : 'views.edit')} closeButtonProps={{ 'aria-label': t('action.close') }}>
            <form onSubmit={submit}>
                <Stack>
                    <TextInput label={t('views.name')} data-autofocus dir="auto" maxLength={80} value={name} error={wrong} onChange={(event) => setName(event.currentTarget.value)} />
                    {sharing.length > 1 && (
                        <Radio.Group label={t('views.shared')} value={shared} onChange={(value) => setShared(value as SavedView['shared'])}>
                            <Stack gap="xs" mt="xs">
                                {sharing.map((one) => (
                                    <Radio key={one} value={one} label={t(`views.sharing.${one}`)} />
                                ))}
                            </Stack>
                        </Radio.Group>
                    )}
                    <Checkbox label={t('views.begin')} checked={begin} onChange={(event) => setBegin(event.currentTarget.checked)} />
                    {error && wrong === undefined && (
                        <Alert color="red" variant="light" role="alert">
                            {problemText(error)}
                        </Alert>
                    )}
                    <Group justify="flex-end">
                        <Button variant="default" onClick={onClose}>
                            {t('action.cancel')}
                        </Button>
                        <Button type="submit" loading={pending} disabled={name.trim() === ''}>
                            {t('action.save')}
                        </Button>
                    </Group>
                </Stack>
            </form>
        </Modal>
    );
}
