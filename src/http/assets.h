/* The web app inside the program; the table is written by the build (tools/embed-assets.mjs). */
#ifndef DAYBOOK_HTTP_ASSETS_H
#define DAYBOOK_HTTP_ASSETS_H

#include <stddef.h>
#include <stdint.h>

typedef struct asset {
    const char *path; /* "/index.html" */
    const char *media_type;
    const char *etag; /* in its quotes */
    const unsigned char *identity, *gzip, *brotli;
    size_t identity_size, gzip_size, brotli_size; /* 0: not there in this form */
    uint64_t immutable;                           /* its path changes with its content: may be kept for ever */
} asset_t;

extern const asset_t ASSETS[];
extern const size_t ASSET_COUNT;

/* NULL when there is none. */
const asset_t *asset_find(const char *path);

#endif
