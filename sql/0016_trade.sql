-- Trade: what is sold at which price, and the documents from quote to payment. Amounts are in minor units of the
-- document's currency, `…_book` in the ledger's; quantities have three digits behind the point, unit prices four. A line
-- is an item, or freight, which is no part of net sales; of an invoice also an advance that is deducted.

CREATE TABLE tax_code (
    {record},
    name {text} NOT NULL,
    code {text} NOT NULL,
    rate {integer} NOT NULL,
    category {text} NOT NULL,
    description {text}
);
CREATE UNIQUE INDEX tax_code_code ON tax_code (lower(code)) WHERE archived_at IS NULL;

CREATE TABLE price_list (
    {record},
    name {text} NOT NULL,
    currency {text} NOT NULL,
    audience {text} NOT NULL,
    tier {text},
    valid_from {text},
    valid_to {text},
    active {integer} NOT NULL DEFAULT 1,
    description {text}
);

CREATE TABLE price (
    {record},
    price_list_id {integer} NOT NULL REFERENCES price_list (id),
    product_id {integer} NOT NULL REFERENCES product (id),
    minimum_quantity {integer} NOT NULL,
    unit_price {integer} NOT NULL,
    valid_from {text},
    valid_to {text}
);
CREATE INDEX price_product ON price (product_id, price_list_id, minimum_quantity);
CREATE INDEX price_of_list ON price (price_list_id, product_id);

ALTER TABLE product ADD COLUMN kind {text} NOT NULL DEFAULT 'goods';
ALTER TABLE product ADD COLUMN unit {text};
ALTER TABLE product ADD COLUMN tax_code_id {integer} REFERENCES tax_code (id);
ALTER TABLE product ADD COLUMN cost {integer};
ALTER TABLE product ADD COLUMN stocked {integer} NOT NULL DEFAULT 0;
ALTER TABLE product ADD COLUMN cost_method {text};
ALTER TABLE product ADD COLUMN reorder_level {integer};
ALTER TABLE account ADD COLUMN price_list_id {integer} REFERENCES price_list (id);
ALTER TABLE account ADD COLUMN tax_code_id {integer} REFERENCES tax_code (id);

-- Stock: where it lies, what of it is promised, what it cost.
CREATE TABLE stock_location (
    {record},
    name {text} NOT NULL,
    code {text},
    branch_id {integer} REFERENCES branch (id),
    active {integer} NOT NULL DEFAULT 1,
    description {text}
);
CREATE UNIQUE INDEX stock_location_code ON stock_location (lower(code)) WHERE archived_at IS NULL AND code IS NOT NULL;

CREATE TABLE stock_level (
    product_id {integer} NOT NULL REFERENCES product (id),
    location_id {integer} NOT NULL REFERENCES stock_location (id),
    quantity {integer} NOT NULL,
    reserved {integer} NOT NULL,
    value_book {integer} NOT NULL,
    PRIMARY KEY (product_id, location_id)
);
CREATE INDEX stock_level_location ON stock_level (location_id, product_id);

-- What came in at one cost and is not used up; the oldest leaves first where a product counts so.
CREATE TABLE stock_layer (
    id {identity},
    product_id {integer} NOT NULL REFERENCES product (id),
    location_id {integer} NOT NULL REFERENCES stock_location (id),
    date {text} NOT NULL,
    quantity_left {integer} NOT NULL,
    value_left_book {integer} NOT NULL
);
CREATE INDEX stock_layer_left ON stock_layer (product_id, location_id, date, id) WHERE quantity_left > 0;

CREATE TABLE stock_move (
    id {identity},
    kind {text} NOT NULL,
    product_id {integer} NOT NULL REFERENCES product (id),
    location_id {integer} NOT NULL REFERENCES stock_location (id),
    date {text} NOT NULL,
    quantity {integer} NOT NULL,
    value_book {integer} NOT NULL,
    document_type {text},
    document_id {integer},
    entry_id {integer} REFERENCES journal_entry (id),
    note {text},
    at {integer} NOT NULL,
    by_user_id {integer}
);
CREATE INDEX stock_move_product ON stock_move (product_id, id);
CREATE INDEX stock_move_location ON stock_move (location_id, id);
CREATE INDEX stock_move_document ON stock_move (document_type, document_id) WHERE document_id IS NOT NULL;

CREATE TABLE quote (
    {record},
    number {text} NOT NULL,
    revision {integer} NOT NULL,
    previous_id {integer} REFERENCES quote (id),
    account_id {integer} NOT NULL REFERENCES account (id),
    contact_id {integer} REFERENCES contact (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    owner_id {integer} REFERENCES app_user (id),
    branch_id {integer} REFERENCES branch (id),
    status {text} NOT NULL,
    date {text} NOT NULL,
    valid_until {text},
    currency {text} NOT NULL,
    payment_terms {text},
    discount_percent {integer},
    gross {integer} NOT NULL,
    discount {integer} NOT NULL,
    net {integer} NOT NULL,
    freight {integer} NOT NULL,
    tax {integer} NOT NULL,
    total {integer} NOT NULL,
    cost {integer},
    margin {integer},
    introduction {text},
    timeline {text},
    terms {text},
    sent_at {integer},
    viewed_at {integer},
    decided_at {integer},
    signed_by {text},
    signed_title {text},
    signed_address {text},
    document_hash {text},
    decline_reason {text},
    approved_by_id {integer} REFERENCES app_user (id)
);
CREATE UNIQUE INDEX quote_number ON quote (number, revision);
CREATE INDEX quote_account ON quote (account_id, id);
CREATE INDEX quote_opportunity ON quote (opportunity_id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX quote_owner ON quote (owner_id, id);

CREATE TABLE quote_line (
    id {identity},
    quote_id {integer} NOT NULL REFERENCES quote (id) ON DELETE CASCADE,
    position {integer} NOT NULL,
    kind {text} NOT NULL,
    product_id {integer} REFERENCES product (id),
    description {text} NOT NULL,
    deliverable {text},
    quantity {integer} NOT NULL,
    unit {text},
    unit_price {integer} NOT NULL,
    discount_percent {integer} NOT NULL,
    tax_code_id {integer} REFERENCES tax_code (id),
    tax_rate {integer} NOT NULL,
    gross {integer} NOT NULL,
    discount {integer} NOT NULL,
    net {integer} NOT NULL,
    tax {integer} NOT NULL,
    cost {integer} NOT NULL,
    optional {integer} NOT NULL,
    chosen {integer} NOT NULL
);
CREATE INDEX quote_line_quote ON quote_line (quote_id, position);
CREATE INDEX quote_line_product ON quote_line (product_id) WHERE product_id IS NOT NULL;

-- The private page of a quote: its token as a hash, and what is said there.
CREATE TABLE quote_link (
    token_hash {text} PRIMARY KEY,
    quote_id {integer} NOT NULL REFERENCES quote (id) ON DELETE CASCADE,
    created_at {integer} NOT NULL,
    created_by {integer},
    expires_at {integer} NOT NULL,
    revoked_at {integer}
);
CREATE INDEX quote_link_quote ON quote_link (quote_id);

CREATE TABLE quote_comment (
    id {identity},
    quote_id {integer} NOT NULL REFERENCES quote (id) ON DELETE CASCADE,
    at {integer} NOT NULL,
    user_id {integer} REFERENCES app_user (id),
    name {text} NOT NULL,
    body {text} NOT NULL
);
CREATE INDEX quote_comment_quote ON quote_comment (quote_id, id);

CREATE TABLE contract (
    {record},
    number {text} NOT NULL,
    name {text} NOT NULL,
    account_id {integer} NOT NULL REFERENCES account (id),
    contact_id {integer} REFERENCES contact (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    owner_id {integer} REFERENCES app_user (id),
    branch_id {integer} REFERENCES branch (id),
    status {text} NOT NULL,
    start_on {text} NOT NULL,
    months {integer},
    end_on {text},
    notice_days {integer},
    renewal {text} NOT NULL,
    renewal_on {text},
    billing {text} NOT NULL,
    billed_until {text},
    escalation_percent {integer},
    currency {text} NOT NULL,
    payment_terms {text},
    mrr {integer},
    arr {integer},
    acv {integer},
    tcv {integer},
    one_off {integer},
    cancelled_on {text},
    cancel_reason {text},
    renewal_opportunity_id {integer} REFERENCES opportunity (id),
    description {text}
);
CREATE UNIQUE INDEX contract_number ON contract (number);
CREATE INDEX contract_account ON contract (account_id, id);
CREATE INDEX contract_renewal ON contract (renewal_on) WHERE archived_at IS NULL AND status = 'active';

CREATE TABLE contract_line (
    id {identity},
    contract_id {integer} NOT NULL REFERENCES contract (id) ON DELETE CASCADE,
    position {integer} NOT NULL,
    product_id {integer} REFERENCES product (id),
    description {text} NOT NULL,
    quantity {integer} NOT NULL,
    unit {text},
    unit_price {integer} NOT NULL,
    discount_percent {integer} NOT NULL,
    tax_code_id {integer} REFERENCES tax_code (id),
    recurring {integer} NOT NULL,
    from_on {text} NOT NULL,
    until_on {text}
);
CREATE INDEX contract_line_contract ON contract_line (contract_id, position);

CREATE TABLE sales_order (
    {record},
    number {text} NOT NULL,
    account_id {integer} NOT NULL REFERENCES account (id),
    contact_id {integer} REFERENCES contact (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    quote_id {integer} REFERENCES quote (id),
    owner_id {integer} REFERENCES app_user (id),
    branch_id {integer} REFERENCES branch (id),
    location_id {integer} REFERENCES stock_location (id),
    status {text} NOT NULL,
    sale {text} NOT NULL,
    date {text} NOT NULL,
    requested_on {text},
    currency {text} NOT NULL,
    payment_terms {text},
    customer_reference {text},
    discount_percent {integer},
    gross {integer} NOT NULL,
    discount {integer} NOT NULL,
    net {integer} NOT NULL,
    freight {integer} NOT NULL,
    tax {integer} NOT NULL,
    total {integer} NOT NULL,
    cost {integer},
    delivered {integer} NOT NULL,
    invoiced {integer} NOT NULL,
    backlog {integer} NOT NULL,
    credit_approved_by_id {integer} REFERENCES app_user (id),
    note {text}
);
CREATE UNIQUE INDEX sales_order_number ON sales_order (number);
CREATE INDEX sales_order_account ON sales_order (account_id, id);
CREATE INDEX sales_order_opportunity ON sales_order (opportunity_id) WHERE opportunity_id IS NOT NULL;
CREATE INDEX sales_order_quote ON sales_order (quote_id) WHERE quote_id IS NOT NULL;
CREATE INDEX sales_order_status ON sales_order (status, id);
CREATE INDEX sales_order_owner ON sales_order (owner_id, id);

-- `invoiced_net` is billed by quantity, `advanced_net` billed ahead of it and not yet deducted. What is delivered less
-- what is billed stands in the ledger at `balance_book`: a debit where delivered first, a credit where billed first.
CREATE TABLE order_line (
    id {identity},
    order_id {integer} NOT NULL REFERENCES sales_order (id) ON DELETE CASCADE,
    position {integer} NOT NULL,
    kind {text} NOT NULL,
    product_id {integer} REFERENCES product (id),
    description {text} NOT NULL,
    deliverable {text},
    quantity {integer} NOT NULL,
    unit {text},
    unit_price {integer} NOT NULL,
    discount_percent {integer} NOT NULL,
    tax_code_id {integer} REFERENCES tax_code (id),
    tax_rate {integer} NOT NULL,
    gross {integer} NOT NULL,
    discount {integer} NOT NULL,
    net {integer} NOT NULL,
    tax {integer} NOT NULL,
    cost {integer} NOT NULL,
    reserved_quantity {integer} NOT NULL,
    delivered_quantity {integer} NOT NULL,
    invoiced_quantity {integer} NOT NULL,
    cancelled_quantity {integer} NOT NULL,
    delivered_net {integer} NOT NULL,
    invoiced_net {integer} NOT NULL,
    advanced_net {integer} NOT NULL,
    invoiced_tax {integer} NOT NULL,
    balance_book {integer} NOT NULL
);
CREATE INDEX order_line_order ON order_line (order_id, position);
CREATE INDEX order_line_product ON order_line (product_id) WHERE product_id IS NOT NULL;

CREATE TABLE order_milestone (
    id {identity},
    order_id {integer} NOT NULL REFERENCES sales_order (id) ON DELETE CASCADE,
    position {integer} NOT NULL,
    kind {text} NOT NULL,
    name {text} NOT NULL,
    percent {integer},
    amount {integer},
    due_on {text},
    invoice_id {integer}
);
CREATE INDEX order_milestone_order ON order_milestone (order_id, position);

CREATE TABLE delivery (
    {record},
    number {text} NOT NULL,
    kind {text} NOT NULL,
    order_id {integer} NOT NULL REFERENCES sales_order (id),
    returns_id {integer} REFERENCES delivery (id),
    account_id {integer} NOT NULL REFERENCES account (id),
    owner_id {integer} REFERENCES app_user (id),
    location_id {integer} REFERENCES stock_location (id),
    date {text} NOT NULL,
    currency {text} NOT NULL,
    net {integer} NOT NULL,
    book_currency {text} NOT NULL,
    cost_book {integer},
    tracking {text},
    note {text},
    entry_id {integer} REFERENCES journal_entry (id)
);
CREATE UNIQUE INDEX delivery_number ON delivery (number);
CREATE INDEX delivery_order ON delivery (order_id);
CREATE INDEX delivery_account ON delivery (account_id, id);

CREATE TABLE delivery_line (
    id {identity},
    delivery_id {integer} NOT NULL REFERENCES delivery (id) ON DELETE CASCADE,
    position {integer} NOT NULL,
    order_line_id {integer} NOT NULL REFERENCES order_line (id),
    product_id {integer} REFERENCES product (id),
    description {text} NOT NULL,
    quantity {integer} NOT NULL,
    unit {text},
    net {integer} NOT NULL,
    cost_book {integer} NOT NULL,
    returned_quantity {integer} NOT NULL,
    returned_cost_book {integer} NOT NULL,
    condition {text}
);
CREATE INDEX delivery_line_delivery ON delivery_line (delivery_id, position);
CREATE INDEX delivery_line_order_line ON delivery_line (order_line_id);

-- Invoices and credit notes, both with positive amounts; `open` is what is left to pay of the one, to apply of the
-- other.
CREATE TABLE invoice (
    {record},
    number {text} NOT NULL,
    kind {text} NOT NULL,
    basis {text} NOT NULL,
    account_id {integer} NOT NULL REFERENCES account (id),
    contact_id {integer} REFERENCES contact (id),
    order_id {integer} REFERENCES sales_order (id),
    contract_id {integer} REFERENCES contract (id),
    opportunity_id {integer} REFERENCES opportunity (id),
    credits_id {integer} REFERENCES invoice (id),
    owner_id {integer} REFERENCES app_user (id),
    branch_id {integer} REFERENCES branch (id),
    status {text} NOT NULL,
    date {text} NOT NULL,
    due_on {text} NOT NULL,
    currency {text} NOT NULL,
    rate {integer} NOT NULL,
    payment_terms {text},
    discount_on {text},
    discount_percent {integer},
    customer_reference {text},
    gross {integer} NOT NULL,
    discount {integer} NOT NULL,
    net {integer} NOT NULL,
    freight {integer} NOT NULL,
    tax {integer} NOT NULL,
    total {integer} NOT NULL,
    open {integer} NOT NULL,
    book_currency {text} NOT NULL,
    net_book {integer} NOT NULL,
    tax_book {integer} NOT NULL,
    total_book {integer} NOT NULL,
    open_book {integer} NOT NULL,
    paid_on {text},
    disputed {integer} NOT NULL DEFAULT 0,
    reason {text},
    note {text},
    entry_id {integer} REFERENCES journal_entry (id)
);
CREATE UNIQUE INDEX invoice_number ON invoice (number);
CREATE INDEX invoice_account ON invoice (account_id, date, id);
CREATE INDEX invoice_open ON invoice (account_id, due_on, id) WHERE open <> 0;
CREATE INDEX invoice_order ON invoice (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX invoice_contract ON invoice (contract_id) WHERE contract_id IS NOT NULL;
CREATE INDEX invoice_credits ON invoice (credits_id) WHERE credits_id IS NOT NULL;
CREATE INDEX invoice_date ON invoice (date, id);
CREATE INDEX invoice_due ON invoice (due_on, id);
CREATE INDEX invoice_owner ON invoice (owner_id, id);
CREATE INDEX invoice_paid ON invoice (paid_on, date, kind) WHERE paid_on IS NOT NULL;
CREATE INDEX invoice_aged ON invoice (kind, date, due_on, account_id, owner_id, branch_id, open_book) WHERE open <> 0;

-- `service_from` to `service_to`: what is earned day by day; `recognised_…` of it is in sales already.
CREATE TABLE invoice_line (
    id {identity},
    invoice_id {integer} NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
    position {integer} NOT NULL,
    kind {text} NOT NULL,
    order_line_id {integer} REFERENCES order_line (id),
    contract_line_id {integer} REFERENCES contract_line (id),
    credits_line_id {integer} REFERENCES invoice_line (id),
    product_id {integer} REFERENCES product (id),
    description {text} NOT NULL,
    quantity {integer},
    unit {text},
    unit_price {integer},
    discount_percent {integer} NOT NULL,
    tax_code_id {integer} REFERENCES tax_code (id),
    tax_rate {integer} NOT NULL,
    gross {integer} NOT NULL,
    discount {integer} NOT NULL,
    net {integer} NOT NULL,
    tax {integer} NOT NULL,
    credited_quantity {integer} NOT NULL,
    credited_net {integer} NOT NULL,
    condition {text},
    service_from {text},
    service_to {text},
    net_book {integer} NOT NULL,
    recognised_net {integer} NOT NULL,
    recognised_book {integer} NOT NULL
);
CREATE INDEX invoice_line_invoice ON invoice_line (invoice_id, position);
CREATE INDEX invoice_line_order_line ON invoice_line (order_line_id) WHERE order_line_id IS NOT NULL;
CREATE INDEX invoice_line_product ON invoice_line (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX invoice_line_service ON invoice_line (service_to) WHERE service_to IS NOT NULL;

-- Money in, or back out; `open` is what no invoice has been given of it, since `applied_on` nothing.
CREATE TABLE payment (
    {record},
    number {text} NOT NULL,
    kind {text} NOT NULL,
    account_id {integer} NOT NULL REFERENCES account (id),
    refunds_id {integer} REFERENCES payment (id),
    date {text} NOT NULL,
    method {text} NOT NULL,
    ledger_account_id {integer} NOT NULL REFERENCES ledger_account (id),
    currency {text} NOT NULL,
    rate {integer} NOT NULL,
    amount {integer} NOT NULL,
    open {integer} NOT NULL,
    book_currency {text} NOT NULL,
    amount_book {integer} NOT NULL,
    open_book {integer} NOT NULL,
    reference {text},
    note {text},
    applied_on {text},
    taken_back_on {text},
    entry_id {integer} REFERENCES journal_entry (id)
);
CREATE UNIQUE INDEX payment_number ON payment (number);
CREATE INDEX payment_account ON payment (account_id, date, id);
CREATE INDEX payment_open ON payment (account_id, date) WHERE open <> 0;
CREATE INDEX payment_date ON payment (date, id);
CREATE INDEX payment_unapplied ON payment (kind, date) WHERE open <> 0;
CREATE INDEX payment_applied_later ON payment (applied_on, date) WHERE applied_on > date;

-- What settles what: an invoice by a payment, a credit note, or a write-off (neither); or, without an invoice, what was
-- paid back of a payment or credit note. `amount` is what the invoice is less by; of it `discount` was granted for
-- paying early. What is taken back stands once more with the opposite amounts, as `reverses_id` tells.
CREATE TABLE allocation (
    id {identity},
    kind {text} NOT NULL,
    payment_id {integer} REFERENCES payment (id),
    credit_note_id {integer} REFERENCES invoice (id),
    invoice_id {integer} REFERENCES invoice (id),
    date {text} NOT NULL,
    amount {integer} NOT NULL,
    discount {integer} NOT NULL,
    invoice_book {integer} NOT NULL,
    source_book {integer} NOT NULL,
    reverses_id {integer} REFERENCES allocation (id),
    entry_id {integer} REFERENCES journal_entry (id),
    at {integer} NOT NULL,
    by_user_id {integer}
);
CREATE INDEX allocation_invoice ON allocation (invoice_id, date, invoice_book);
CREATE INDEX allocation_date ON allocation (date);
CREATE UNIQUE INDEX allocation_reverses ON allocation (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX allocation_payment ON allocation (payment_id, date, source_book) WHERE payment_id IS NOT NULL;
CREATE INDEX allocation_credit_note ON allocation (credit_note_id, date, source_book) WHERE credit_note_id IS NOT NULL;

-- Credit notes and write-offs above a limit wait for somebody else's word; the body is as it was given.
CREATE TABLE trade_approval (
    id {identity},
    kind {text} NOT NULL,
    status {text} NOT NULL,
    invoice_id {integer} NOT NULL REFERENCES invoice (id),
    amount_book {integer} NOT NULL,
    body {text} NOT NULL,
    prepared_by {integer} REFERENCES app_user (id),
    prepared_at {integer} NOT NULL,
    decided_by {integer} REFERENCES app_user (id),
    decided_at {integer},
    note {text}
);
CREATE INDEX trade_approval_status ON trade_approval (status, id);
