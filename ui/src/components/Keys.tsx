import classes from './Shortcuts.module.css';

/** Keys as they stand on the keyboard: "e", or "g n" one after the other. */
export function Keys({ shortcut }: { shortcut: string }) {
    return (
        <span className={classes.keys}>
            {shortcut.split(' ').map((key) => (
                <kbd key={key} className={classes.key}>
                    {key.length === 1 ? key.toUpperCase() : key}
                </kbd>
            ))}
        </span>
    );
}
