import { useTranslation } from 'react-i18next';
import { AppLink } from '~/components/AppLink';
import { useCatalogue } from '~/lib/catalogue';
import { useReadsBooks } from '~/lib/session';
import classes from './Shell.module.css';
import { NAVIGATION } from './navigation';

export function useEntries() {
    const { t } = useTranslation();
    const catalogue = useCatalogue();
    const readsBooks = useReadsBooks();
    const groups = NAVIGATION.map((group) => ({
        label: group.label,
        entries: group.entries.flatMap((entry) => {
            if ('books' in entry && !readsBooks) return [];
            const type = entry.record === null ? undefined : catalogue.find(entry.record);
            if (entry.record !== null && type === undefined) return [];
            return [{ to: entry.to, icon: entry.icon, label: entry.label === null ? type!.label_plural : t(entry.label) }];
        }),
    }));
    return groups.filter(({ entries }) => entries.length > 0);
}

export function NavigationGroups({ onFollow }: { onFollow?: () => void }) {
    const { t } = useTranslation();
    return useEntries().map((group) => (
        <div key={group.label} className={classes.group}>
            <div className={classes.groupLabel} id={`nav-${group.label}`}>
                {t(group.label)}
            </div>
            <ul className={classes.list} aria-labelledby={`nav-${group.label}`}>
                {group.entries.map((entry) => (
                    <li key={entry.to}>
                        <AppLink to={entry.to} className={classes.entry} onClick={onFollow}>
                            <entry.icon size={18} stroke={1.6} aria-hidden />
                            {entry.label}
                        </AppLink>
                    </li>
                ))}
            </ul>
        </div>
    ));
}
