/** Rows of a statement: a ledger account with its amounts, each of which opens its lines; and totals. */
import { AppLink } from '~/components/AppLink';
import type { Search } from '~/lib/search-params';
import { useFormat } from '~/lib/use-format';
import classes from '~/components/ledger/Ledger.module.css';

type Account = { id: number; title: string; code: string };

/** What makes the result less is shown in brackets, as accountants write it. */
function Amount({ amount, less = false }: { amount: string; less?: boolean }) {
    const format = useFormat();
    const sunk = less ? amount.replace(/^-?/, (sign) => (sign === '' ? '-' : '')) : amount;
    return Number(amount) !== 0 && sunk.startsWith('-') ? <>({format.amount(sunk.slice(1))})</> : format.amount(amount);
}

export function AccountRow({ account, amounts, spans, less }: { account: Account; amounts: string[]; spans: Search[]; less?: boolean }) {
    return (
        <tr>
            <th scope="row">
                <span className={classes.code}>{account.code}</span>
                <span dir="auto">{account.title}</span>
            </th>
            {amounts.map((amount, index) => (
                <td key={index}>
                    <AppLink to="/ledger/lines" search={{ ledger_account: String(account.id), ...spans[index] }}>
                        <Amount amount={amount} less={less} />
                    </AppLink>
                </td>
            ))}
        </tr>
    );
}

export function TotalRow({ label, amounts, strong = false, less = false }: { label: string; amounts: string[]; strong?: boolean; less?: boolean }) {
    return (
        <tr className={strong ? classes.strong : classes.total}>
            <th scope="row">{label}</th>
            {amounts.map((amount, index) => (
                <td key={index}>
                    <Amount amount={amount} less={less} />
                </td>
            ))}
        </tr>
    );
}
