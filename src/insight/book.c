#include "insight/book.h"

#include "customer/account.h"
#include "customer/contact.h"
#include "customer/interaction.h"
#include "customer/promise.h"
#include "customer/stakeholder.h"
#include "customer/task.h"
#include "customer/team.h"
#include "customer/user.h"
#include "ledger/chart.h"
#include "pipeline/assignment.h"
#include "pipeline/campaign.h"
#include "pipeline/lead.h"
#include "pipeline/opportunity.h"
#include "pipeline/stage.h"
#include "pipeline/web_form.h"
#include "trade/contract.h"
#include "trade/delivery.h"
#include "trade/invoice.h"
#include "trade/order.h"
#include "trade/payment.h"
#include "trade/price.h"
#include "trade/product.h"
#include "trade/quote.h"
#include "trade/stock.h"
#include "trade/tax.h"

const record_type_t *const BOOK_RECORD_TYPES[] = {
    &ACCOUNT,         &CONTACT,  &STAKEHOLDER,    &OPPORTUNITY,    &INTERACTION, &TASK,      &PROMISE,  &LEAD,
    &CAMPAIGN,        &PRODUCT,  &USER,           &TEAM,           &BRANCH,      &TERRITORY, &TAG,      &PIPELINE,
    &ASSIGNMENT_RULE, &WEB_FORM, &STAGE,          &LEDGER_ACCOUNT, &QUOTE,       &ORDER,     &DELIVERY, &INVOICE,
    &PAYMENT,         &CONTRACT, &STOCK_LOCATION, &PRICE_LIST,     &PRICE,       &TAX_CODE,
};

const size_t BOOK_RECORD_TYPE_COUNT = sizeof BOOK_RECORD_TYPES / sizeof BOOK_RECORD_TYPES[0];

void book_register_types(void) {
    catalogue_set(BOOK_RECORD_TYPES, BOOK_RECORD_TYPE_COUNT);
}

bool book_prepare(context_t *context) {
    return stage_prepare_pipeline(context);
}
