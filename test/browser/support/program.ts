/** The program under test: started on a fresh folder and a free port, stopped when the tests are through. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const BINARY = resolve(import.meta.dirname, process.env.DAYBOOK_BINARY ?? '../../build/release/daybook');

export type Program = {
    /** http://127.0.0.1:PORT */
    origin: string;
    folder: string;
    /** Path of the link with which the first administrator comes in. */
    firstLink: string;
    run: (...args: string[]) => string;
    stop: () => Promise<void>;
};

function whenExited(process: ChildProcess): Promise<void> {
    return new Promise((done) => {
        if (process.exitCode !== null || process.signalCode !== null) done();
        else process.once('exit', () => done());
    });
}

/** Reads what the program prints until both its address and the first link are known. */
function readGreeting(process: ChildProcess): Promise<{ origin: string; firstLink: string }> {
    return new Promise((found, failed) => {
        let origin = '';
        const said: string[] = [];
        const read = (line: string) => {
            said.push(line);
            origin = /open at (http:\/\/\S+)/.exec(line)?.[1] ?? origin;
            const link = /(\/link\/\S+)/.exec(line)?.[1];
            if (link) found({ origin, firstLink: link });
        };
        createInterface({ input: process.stdout! }).on('line', read);
        createInterface({ input: process.stderr! }).on('line', read);
        process.once('exit', (code) => failed(new Error(`daybook serve ended with ${code}:\n${said.join('\n')}`)));
    });
}

/** `accounts` 0 begins with an empty book, else with a sample company of that size, that trades or whose ledger is not open yet. */
export async function startProgram(accounts: number, trade = false): Promise<Program> {
    const folder = mkdtempSync(join(tmpdir(), 'daybook-browser-'));
    const run = (...args: string[]) => execFileSync(BINARY, [...args, '--data', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    if (accounts > 0) run('demo', '--accounts', String(accounts), ...(trade ? [] : ['--no-trade']));
    const process = spawn(BINARY, ['serve', '--data', folder, '--listen', '127.0.0.1:0', '--quiet'], { stdio: ['ignore', 'pipe', 'pipe'] });
    const stop = async () => {
        process.kill('SIGTERM');
        await whenExited(process);
        rmSync(folder, { recursive: true, force: true });
    };
    try {
        return { ...(await readGreeting(process)), folder, run, stop };
    } catch (error) {
        await stop();
        throw error;
    }
}
