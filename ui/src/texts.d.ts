/** Parts of locales/en.json, as vite.config.ts tells them apart. */
declare module 'texts:first' {
    const texts: object;
    export default texts;
}
declare module 'texts:later' {
    const texts: object;
    export default texts;
}
