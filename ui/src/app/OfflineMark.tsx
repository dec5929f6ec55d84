import { IconCloudOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useIsOffline } from '~/lib/use-live';
import classes from './Bell.module.css';

/** Says quietly that what is on screen may be older than the book. */
export function OfflineMark() {
    const { t } = useTranslation();
    const offline = useIsOffline();
    return (
        <div role="status" className={offline ? classes.offline : undefined}>
            {offline && (
                <>
                    <IconCloudOff size={18} stroke={1.6} aria-hidden />
                    <span>{t('live.offline')}</span>
                </>
            )}
        </div>
    );
}
