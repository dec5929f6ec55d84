/** What is left to decide about the names in the line: which of several, and who is new. */
import { Button, Checkbox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { QuickLogDraft, QuickLogOption } from '~/api/quick-log';
import { useCatalogue } from '~/lib/catalogue';
import classes from './QuickLog.module.css';
import type { Kept } from './use-quick-log';

type Props = { draft: QuickLogDraft; kept: Kept; onChange: (part: Partial<Kept>) => void; /** After a choice the hand goes back to the line. */ onChosen: () => void };

function Choice({ choice, chosen, onChoose }: { choice: QuickLogDraft['choices'][number]; chosen: QuickLogOption | undefined; onChoose: (option: QuickLogOption) => void }) {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const several = new Set(choice.options.map(({ type }) => type)).size > 1;
    return (
        <fieldset className={classes.choice}>
            <legend>{t('quickLog.which', { name: choice.typed })}</legend>
            <div className={classes.options}>
                {choice.options.map((option) => {
                    const isChosen = chosen?.type === option.type && chosen.id === option.id;
                    return (
                        <Button
                            key={`${option.type} ${option.id}`}
                            type="button"
                            variant={isChosen ? 'light' : 'default'}
                            aria-pressed={isChosen}
                            data-choice
                            leftSection={isChosen ? <IconCheck size={16} aria-hidden /> : undefined}
                            className={classes.option}
                            onClick={() => onChoose(option)}
                        >
                            <span dir="auto">{option.title}</span>
                            <span className={classes.subtitle} dir="auto">
                                {option.subtitle || (several ? catalogue.type(option.type).label : '')}
                            </span>
                        </Button>
                    );
                })}
            </div>
            {choice.more && <p className={classes.hint}>{t('quickLog.more')}</p>}
        </fieldset>
    );
}

export function Choices({ draft, kept, onChange, onChosen }: Props) {
    const { t } = useTranslation();
    const account = draft.interaction.account?.title;
    const mayCreate = useCatalogue().find('contact')?.may.create === true;
    return (
        <>
            {draft.choices.map((choice) => (
                <Choice
                    key={choice.typed}
                    choice={choice}
                    chosen={kept.chosen[choice.typed]}
                    onChoose={(option) => {
                        onChange({ chosen: { ...kept.chosen, [choice.typed]: option } });
                        onChosen();
                    }}
                />
            ))}
            {mayCreate &&
                draft.unknown.map((name) => (
                    <Checkbox
                        key={name}
                        data-choice
                        className={classes.unknown}
                        label={account ? t('quickLog.createAt', { name, account }) : t('quickLog.create', { name })}
                        checked={kept.made.includes(name)}
                        onChange={(event) => onChange({ made: event.currentTarget.checked ? [...kept.made, name] : kept.made.filter((one) => one !== name) })}
                    />
                ))}
        </>
    );
}
