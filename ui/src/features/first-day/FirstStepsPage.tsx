import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FirstSteps } from '~/components/first-steps/FirstSteps';
import { usePageTitle } from '~/lib/use-page-title';
import classes from './FirstDay.module.css';

/** The tour again, for who closed it or wants to see it once more. */
export default function FirstStepsPage() {
    const { t } = useTranslation();
    usePageTitle(t('firstSteps.title'));
    return (
        <div className={classes.tour}>
            <Title order={1}>{t('firstSteps.tour')}</Title>
            <p className={classes.lead}>{t('firstSteps.lead')}</p>
            <FirstSteps asked />
        </div>
    );
}
