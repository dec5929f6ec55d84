import { useTranslation } from 'react-i18next';
import type { Session } from '~/api/types';
import { EntryFrame } from './EntryFrame';
import { SignInForm } from './SignInForm';
import classes from './EntryFrame.module.css';

export default function SignInPage({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
    const { t } = useTranslation();
    return (
        <EntryFrame title={t('signIn.title')}>
            <SignInForm onSignedIn={onSignedIn} />
            <p className={classes.foot}>{t('signIn.forgotten')}</p>
        </EntryFrame>
    );
}
