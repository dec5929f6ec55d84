/** Asks for just what a stage wants to know of a deal that is moved there, and why a deal was lost: the one moment at
 * which it is still known. */
import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MoveInput, Opportunity, Stage } from '~/api/overviews';
import type { Reference } from '~/api/types';
import { FieldInput } from '~/components/fields/FieldInput';
import { ReferencePicker } from '~/components/fields/ReferencePicker';
import { choiceLabel, findField, useRecordType } from '~/lib/catalogue';
import { demandsOf } from '~/lib/demands';
import { type FormValues, requestBody } from '~/lib/form-values';

export type Asking = {
    deal: Opportunity;
    stage: Pick<Stage, 'id' | 'name' | 'outcome' | 'asks_for'>;
    asked: string[];
    /** By field; "demanded" for what is still missing. */
    errors: Record<string, string>;
};

type Props = { asking: Asking; pending: boolean; onMove: (input: MoveInput) => void; onCancel: () => void };

function useAnswers({ deal, stage, asked }: Asking) {
    const type = useRecordType('opportunity');
    const [values, setValues] = useState<FormValues>({ ...(deal as unknown as FormValues), lost_reason: null, lost_note: null });
    const [decider, setDecider] = useState<Reference | null>(null);
    const [task, setTask] = useState({ subject: '', due: '' });
    const names = asked.filter((name) => findField(type, name));
    const body = requestBody(type, values, asked.includes('amount') ? [...names, 'currency'] : names);
    const input: MoveInput = {
        stage: stage.id,
        values: body as MoveInput['values'],
        ...(decider && { stakeholder: { contact: decider.id, buying_role: 'decision_maker' } as MoveInput['stakeholder'] }),
        ...(task.subject.trim() !== '' && { task: { subject: task.subject, due: task.due || null } as MoveInput['task'] }),
    };
    return { type, names, values, setValues, decider, setDecider, task, setTask, input };
}

export function MoveDialog({ asking, pending, onMove, onCancel }: Props) {
    const { t } = useTranslation();
    const { deal, stage, asked, errors } = asking;
    const answers = useAnswers(asking);
    const demands = findField(useRecordType('stage'), 'asks_for');
    const lost = stage.outcome === 'lost';
    const required = demandsOf(stage.asks_for);
    const wrong = (name: string) => (errors[name] === 'demanded' ? t('move.missing') : errors[name]);
    const submit = (event: { preventDefault: () => void }) => {
        event.preventDefault();
        onMove(answers.input);
    };
    return (
        <Modal
            opened
            onClose={onCancel}
            title={lost ? t('lost.title', { name: deal.name }) : t('move.title', { name: deal.name, stage: stage.name })}
            closeButtonProps={{ 'aria-label': t('action.close') }}
        >
            <form onSubmit={submit} onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && submit(event)} noValidate>
                <Stack gap="sm">
                    {answers.names.map((name, index) => {
                        const field = findField(answers.type, name)!;
                        return (
                            <FieldInput
                                key={name}
                                type={answers.type}
                                field={{ ...field, label: lost && name === 'lost_reason' ? t('lost.reason') : lost && name === 'lost_note' ? t('lost.note') : field.label, required: required.includes(name) }}
                                values={answers.values}
                                onChange={(changed, value) => answers.setValues((values) => ({ ...values, [changed]: value }))}
                                error={wrong(name)}
                                focused={index === 0}
                            />
                        );
                    })}
                    {asked.includes('decision_maker') && (
                        <ReferencePicker
                            target="contact"
                            label={choiceLabel(demands, 'decision_maker')}
                            description={t('move.decider')}
                            withAsterisk
                            data-autofocus={answers.names.length === 0 || undefined}
                            value={answers.decider}
                            onChange={answers.setDecider}
                            context={{ account: deal.account ? { id: deal.account.id, title: deal.account.title ?? '' } : null }}
                            error={errors['stakeholder.contact'] ?? wrong('decision_maker')}
                        />
                    )}
                    {asked.includes('next_task') && (
                        <Group align="flex-start" gap="sm" wrap="nowrap">
                            <TextInput
                                flex={1}
                                label={choiceLabel(demands, 'next_task')}
                                withAsterisk
                                dir="auto"
                                maxLength={200}
                                data-autofocus={asked.length === 1 || undefined}
                                value={answers.task.subject}
                                onChange={(event) => answers.setTask({ ...answers.task, subject: event.currentTarget.value })}
                                error={errors['task.subject'] ?? wrong('next_task')}
                            />
                            <TextInput
                                type="date"
                                label={t('move.due')}
                                value={answers.task.due}
                                onChange={(event) => answers.setTask({ ...answers.task, due: event.currentTarget.value })}
                                error={errors['task.due']}
                            />
                        </Group>
                    )}
                </Stack>
                <Group justify="flex-end" mt="md">
                    <Button variant="default" onClick={onCancel}>
                        {t('action.cancel')}
                    </Button>
                    <Button type="submit" loading={pending} color={lost ? 'red.9' : undefined}>
                        {lost ? t('lost.confirm') : t('deal.moveTo', { stage: stage.name })}
                    </Button>
                </Group>
            </form>
        </Modal>
    );
}
