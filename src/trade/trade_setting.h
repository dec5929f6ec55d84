/* What trade is set to: how tax is rounded, up to where one may decide alone, what stands on documents. */
#ifndef DAYBOOK_TRADE_TRADE_SETTING_H
#define DAYBOOK_TRADE_TRADE_SETTING_H

#include "base/json.h"
#include "catalogue/context.h"

#include <jansson.h>

typedef struct trade_setting {
    bool tax_per_line;            /* else once per tax code of a document */
    int64_t default_tax_code_id;  /* 0: none */
    int64_t discount_limit;       /* percent with two digits; a quote above it waits for a manager; -1: no limit */
    int64_t credit_note_limit;    /* minor units of the book currency; above it another person approves; -1: no limit */
    int64_t write_off_limit;      /* likewise */
    const char *seller_address;   /* of many lines; "" when not given */
    const char *tax_registration; /* "" when not given */
} trade_setting_t;

bool trade_setting_read(context_t *context, trade_setting_t *out);

/* The default tax code and its rate, both 0 where none is set or it is archived. */
bool trade_setting_default_tax(context_t *context, int64_t *id, int64_t *rate);

/* {"tax_per_line": false, "default_tax_code": {"id": 1, "title": "GST"} or null, "discount_limit": "10" or null,
 *  "credit_note_limit": "500.00" or null, "write_off_limit", "currency": "SGD" of these two, "seller_address": "",
 *  "tax_registration": "", "may_change": true}. */
bool trade_setting_write(context_t *context, json_writer_t *writer, const char *key);

/* Changes what the object gives, null takes a limit away; administrators and finance. */
bool trade_setting_change(context_t *context, json_t *body);

/* tax_make_ready, with the standard-rated code as the default where there is none yet. */
bool trade_setting_make_ready(context_t *context, const char *chart);

#endif
