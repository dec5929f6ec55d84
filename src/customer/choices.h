/* Choices that several record types share. */
#ifndef DAYBOOK_CUSTOMER_CHOICES_H
#define DAYBOOK_CUSTOMER_CHOICES_H

#include "catalogue/type.h"

extern const choice_t SOURCE_CHOICES[]; /* where a lead, contact, account or opportunity came from */

extern const choice_t PAYMENT_TERM_CHOICES[]; /* "net_30": the net in 30 days; "2_10_net_30": 2 % if paid within 10 */

extern const choice_t TIER_CHOICES[]; /* of accounts, by weight */

#endif
