import { Skeleton } from '@mantine/core';
import { openingName } from '~/lib/opening';
import classes from './PageOpening.module.css';

/** The head of a record's page while its record is on the way: with its name when the page came with it. */
export function PageOpening() {
    const name = openingName();
    return (
        <div className={classes.head}>
            <Skeleton height={14} width="5rem" className={classes.crumb} />
            {name === null ? (
                <Skeleton height={30} width="18rem" />
            ) : (
                <p className={classes.name} dir="auto">
                    {name}
                </p>
            )}
        </div>
    );
}
