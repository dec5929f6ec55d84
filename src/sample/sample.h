/* A made-up company of any size, for demonstrations and measurements. The same seed, size and day make the same book on
 * either engine. Nobody and nothing in it exists. */
#ifndef DAYBOOK_SAMPLE_SAMPLE_H
#define DAYBOOK_SAMPLE_SAMPLE_H

#include "base/date.h"
#include "catalogue/context.h"

typedef struct sample_options {
    int accounts;
    uint64_t seed;
    moment_t today;     /* everything happened before it */
    bool without_trade; /* its books are not open yet, and nothing is sold */
} sample_options_t;

/* Fills an empty book. PROBLEM_CONFLICT when it has accounts already. */
bool sample_generate(store_t *store, const sample_options_t *options, problem_t *problem);

enum { SAMPLE_GUESTS = 4 };

typedef struct sample_guest {
    const char *name, *role;
    const char *token; /* of a link that lets in once */
} sample_guest_t;

/* Links for whoever wants to see the company as one of its people: one of each role. The administrator has none, for
 * the server prints that one. */
bool sample_invite(context_t *context, sample_guest_t *guests, size_t *count);

#endif
