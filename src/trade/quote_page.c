#include "trade/quote_page.h"

#include "customer/choices.h"
#include "customer/organisation.h"
#include "trade/price.h"
#include "trade/quote.h"
#include "trade/quote_text.h"
#include "trade/trade_setting.h"

#include <string.h>

/* clang-format off */
static const label_t QUOTE_WORD = {"Quote", "报价单"}, VERSION = {"version", "版本"}, FROM = {"From", "报价方"},
    FOR = {"For", "客户"}, DATE = {"Date", "日期"}, UNTIL = {"Valid until", "有效期至"}, PAYMENT = {"Payment", "付款条件"},
    ITEM = {"Item", "项目"}, QUANTITY = {"Quantity", "数量"}, PRICE_EACH = {"Unit price", "单价"},
    DISCOUNT = {"Discount", "折扣"}, NET = {"Net", "净额"}, FREIGHT = {"Freight", "运费"}, TAX = {"Tax", "税额"},
    TOTAL = {"Total", "合计"}, LINES = {"What we offer", "报价内容"}, OPTION = {"Include this option", "选择此项"},
    CHOSEN = {"Option, chosen", "可选项，已选"}, LEFT_OUT = {"Option, not chosen", "可选项，未选"},
    UPDATE = {"Update the total", "更新合计"}, TIMELINE = {"Timeline", "时间安排"}, TERMS = {"Terms", "条款"},
    ACCEPT = {"Accept and sign", "接受并签署"}, NAME = {"Your name", "您的姓名"}, TITLE = {"Your title (optional)", "您的职务（可选）"},
    SIGNS = {"By pressing the button you accept this quote as it stands on this page. Your name, the time, your network "
             "address and a fingerprint of the document are kept with it.",
             "按下按钮即表示您接受本页所示的报价。系统将保存您的姓名、时间、网络地址以及文件指纹。"},
    COMMENTS = {"Questions and comments", "问题与留言"}, COMMENT = {"Your question or comment", "您的问题或留言"},
    SEND = {"Send the comment", "发送留言"}, DECLINE = {"Decline this quote", "拒绝此报价"},
    REASON = {"Why (optional)", "原因（可选）"}, SURE = {"Decline", "拒绝"}, FINGERPRINT = {"Fingerprint", "文件指纹"},
    GONE = {"This link does not work any more", "此链接已失效"},
    ASK = {"Ask the person who sent it to you for another one.", "请向发送者索取新的链接。"},
    NONE_YET = {"Nothing yet.", "暂无。"}, US = {"from us", "我方"};

static const struct { const char *status; label_t says; } STATES[] = {
    {"draft", {"This quote is being prepared.", "此报价正在准备中。"}},
    {"waiting", {"This quote is being prepared.", "此报价正在准备中。"}},
    {"accepted", {"This quote is accepted. Thank you.", "此报价已接受，谢谢。"}},
    {"declined", {"This quote was declined.", "此报价已被拒绝。"}},
    {"expired", {"This quote has expired. Ask for a new one.", "此报价已过期，请索取新的报价。"}},
    {"superseded", {"A newer version has replaced this quote.", "此报价已被新版本替代。"}},
};
/* clang-format on */

typedef struct page {
    context_t *context;
    const quote_t *quote;
    const quote_page_t *sent;
    text_t *out;
} page_t;

static const char *say(const context_t *context, label_t label) {
    return label_in(label, context->actor->locale);
}

/* `tag` may have attributes behind its name. */
static void add_element(text_t *out, const char *tag, const char *text) {
    text_add_format(out, "<%s dir=\"auto\">", tag);
    text_add_html(out, text);
    text_add_format(out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

static void add_head(const context_t *context, const char *title, text_t *out) {
    bool chinese = context->actor->locale != NULL && text_starts_with(context->actor->locale, "zh");
    text_add_format(out,
                    "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>",
                    chinese ? "zh" : "en");
    text_add_html(out, title);
    text_add(out, "</title><link rel=\"stylesheet\" href=\"/offer.css\"></head><body><main>");
}

void quote_write_no_page(const context_t *context, text_t *out) {
    add_head(context, say(context, GONE), out);
    add_element(out, "h1", say(context, GONE));
    add_element(out, "p", say(context, ASK));
    text_add(out, "</main></body></html>");
}

/* "1,250,000.00": figures are read here, not copied. */
static const char *grouped(arena_t *arena, const char *plain) {
    size_t digits = strcspn(plain, "."), sign = *plain == '-' ? 1 : 0;
    text_t text = text_create(arena, 64);
    for (size_t i = 0; plain[i] != '\0'; i++) {
        if (i > sign && i < digits && (digits - i) % 3 == 0) text_add_char(&text, ',');
        text_add_char(&text, plain[i]);
    }
    return text.data;
}

static const char *page_money(const page_t *page, int64_t amount) {
    arena_t *arena = page->context->arena;
    return grouped(arena, money_format(arena, amount, page->quote->sale.currency));
}

/* A price has at least the digits of its currency, and more where it needs them. */
static const char *page_price(const page_t *page, int64_t price) {
    arena_t *arena = page->context->arena;
    int64_t minor = 0;
    const currency_t *currency = page->quote->sale.currency;
    bool whole = decimal_rescale(price, PRICE_SCALE, currency->exponent, &minor);
    int64_t back = 0;
    if (whole && decimal_rescale(minor, currency->exponent, PRICE_SCALE, &back) && back == price)
        return page_money(page, minor);
    return grouped(arena, decimal_format(arena, price, PRICE_SCALE, false));
}

static void add_fact(const page_t *page, label_t label, const char *value) {
    if (value == NULL || *value == '\0') return;
    text_add(page->out, "<div>");
    add_element(page->out, "dt", say(page->context, label));
    add_element(page->out, "dd", value);
    text_add(page->out, "</div>");
}

static const char *terms_label(const page_t *page) {
    for (const choice_t *choice = PAYMENT_TERM_CHOICES; choice->name != NULL; choice++)
        if (text_equal(choice->name, page->quote->sale.payment_terms)) return say(page->context, choice->label);
    return NULL;
}

static bool add_header(const page_t *page) {
    organisation_t organisation;
    trade_setting_t setting;
    arena_t *arena = page->context->arena;
    const record_t *record = page->quote->record;
    if (!organisation_read(page->context, &organisation) || !trade_setting_read(page->context, &setting)) return false;
    const char *from =
        arena_printf(arena, "%s\n%s\n%s", organisation.name, setting.seller_address, setting.tax_registration);
    int64_t revision = record_number(record, "revision");
    const char *number = page->quote->number;
    if (revision > 1) number = arena_printf(arena, "%s, %s %d", number, say(page->context, VERSION), (int)revision);
    add_head(page->context, arena_printf(arena, "%s %s", say(page->context, QUOTE_WORD), number), page->out);
    text_add(page->out, "<header>");
    add_element(page->out, "p class=\"kind\"", say(page->context, QUOTE_WORD));
    add_element(page->out, "h1", number);
    text_add(page->out, "<dl>");
    add_fact(page, FROM, text_trim(arena, from));
    add_fact(page, FOR, record_value(record, "account")->title);
    add_fact(page, DATE, page->quote->sale.date);
    add_fact(page, UNTIL, record_text(record, "valid_until"));
    add_fact(page, PAYMENT, terms_label(page));
    text_add(page->out, "</dl></header>");
    return true;
}

static void add_notice(const page_t *page) {
    const record_t *record = page->quote->record;
    if (page->sent->refusal != NULL) add_element(page->out, "p class=\"refusal\" role=\"alert\"", page->sent->refusal);
    for (size_t i = 0; i < sizeof STATES / sizeof STATES[0]; i++)
        if (text_equal(STATES[i].status, page->quote->status))
            add_element(page->out, "p class=\"notice\" role=\"status\"", say(page->context, STATES[i].says));
    if (record_text(record, "signed_by") == NULL) return;
    const char *title = record_text(record, "signed_title");
    const char *moment = moment_format(page->context->arena, record_number(record, "decided_at"));
    text_add(page->out, "<p class=\"signature\"><strong dir=\"auto\">");
    text_add_html(page->out, record_text(record, "signed_by"));
    text_add(page->out, "</strong>");
    if (title != NULL) {
        text_add(page->out, ", ");
        text_add_html(page->out, title);
    }
    text_add_format(page->out, " · %.10s %.5s UTC<br><small>%s: <code>%s</code></small></p>", moment, moment + 11,
                    say(page->context, FINGERPRINT), record_text(record, "document_hash"));
}

static void add_option(const page_t *page, const sale_line_t *line, bool open) {
    if (!line->optional) return;
    if (!open) {
        add_element(page->out, "small", say(page->context, line->chosen ? CHOSEN : LEFT_OUT));
        return;
    }
    text_add_format(page->out, "<label class=\"option\"><input type=\"checkbox\" name=\"line\" value=\"%lld\"%s> ",
                    (long long)line->id, line->chosen ? " checked" : "");
    text_add_html(page->out, say(page->context, OPTION));
    text_add(page->out, "<span class=\"hidden\">: ");
    text_add_html(page->out, line->description);
    text_add(page->out, "</span></label>");
}

static void add_cell(const page_t *page, label_t label, const char *value) {
    text_add(page->out, "<td class=\"figure\" data-label=\"");
    text_add_html(page->out, say(page->context, label));
    text_add(page->out, "\">");
    text_add_html(page->out, value);
    text_add(page->out, "</td>");
}

static void add_line(const page_t *page, const sale_line_t *line, bool open) {
    arena_t *arena = page->context->arena;
    const char *quantity = decimal_format(arena, line->quantity, QUANTITY_SCALE, false);
    if (text_equal(line->kind, "freight")) return;
    text_add_format(page->out, "<tr%s><th scope=\"row\">", line->optional && !line->chosen ? " class=\"left\"" : "");
    add_element(page->out, "span", line->description);
    if (line->deliverable != NULL) add_element(page->out, "small class=\"deliverable\"", line->deliverable);
    add_option(page, line, open);
    text_add(page->out, "</th>");
    add_cell(page, QUANTITY, line->unit != NULL ? arena_printf(arena, "%s %s", quantity, line->unit) : quantity);
    add_cell(page, PRICE_EACH, page_price(page, line->unit_price));
    add_cell(page, DISCOUNT, line->discount != 0 ? page_money(page, -line->discount) : "–");
    add_cell(page, NET, page_money(page, line->net));
    text_add(page->out, "</tr>");
}

static void add_total(const page_t *page, label_t label, const char *tag, int64_t amount) {
    text_add_format(page->out, "<tr class=\"%s\"><th scope=\"row\" colspan=\"4\">", tag);
    text_add_html(page->out, say(page->context, label));
    text_add_format(page->out, "</th><td class=\"figure\">%s %s</td></tr>", page->quote->sale.currency->code,
                    page_money(page, amount));
}

static void add_lines(const page_t *page, bool open) {
    static const label_t columns[] = {QUANTITY, PRICE_EACH, DISCOUNT, NET};
    const sale_t *sale = &page->quote->sale;
    bool options = false;
    add_element(page->out, "h2", say(page->context, LINES));
    text_add(page->out, "<table><thead><tr>");
    add_element(page->out, "th scope=\"col\"", say(page->context, ITEM));
    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        add_element(page->out, "th scope=\"col\" class=\"figure\"", say(page->context, columns[i]));
    text_add(page->out, "</tr></thead><tbody>");
    for (size_t i = 0; i < sale->line_count; i++) {
        options = options || sale->lines[i].optional;
        add_line(page, &sale->lines[i], open);
    }
    text_add(page->out, "</tbody><tfoot>");
    add_total(page, NET, "sum", sale->totals.net);
    if (sale->totals.freight != 0) add_total(page, FREIGHT, "sum", sale->totals.freight);
    if (sale->totals.tax != 0) add_total(page, TAX, "sum", sale->totals.tax);
    add_total(page, TOTAL, "total", sale->totals.total);
    text_add(page->out, "</tfoot></table>");
    if (open && options) {
        text_add(page->out, "<p><button name=\"do\" value=\"choose\" formnovalidate>");
        text_add_html(page->out, say(page->context, UPDATE));
        text_add(page->out, "</button></p>");
    }
}

static void add_text_part(const page_t *page, label_t heading, const char *field) {
    const char *text = record_text(page->quote->record, field);
    if (text == NULL) return;
    text_add(page->out, "<section>");
    add_element(page->out, "h2", say(page->context, heading));
    add_element(page->out, "p class=\"text\"", text);
    text_add(page->out, "</section>");
}

static void add_input(const page_t *page, label_t label, const char *attributes, const char *value) {
    text_add(page->out, "<label><span>");
    text_add_html(page->out, say(page->context, label));
    text_add_format(page->out, "</span><input type=\"text\" maxlength=\"200\" %s value=\"", attributes);
    if (value != NULL) text_add_html(page->out, value);
    text_add(page->out, "\"></label>");
}

static void add_area(const page_t *page, label_t label, const char *attributes, const char *value) {
    text_add(page->out, "<label><span>");
    text_add_html(page->out, say(page->context, label));
    text_add_format(page->out, "</span><textarea rows=\"3\" %s>", attributes);
    if (value != NULL) text_add_html(page->out, value);
    text_add(page->out, "</textarea></label>");
}

static void add_button(const page_t *page, label_t label, const char *does, const char *style) {
    text_add_format(page->out, "<button name=\"do\" value=\"%s\" class=\"%s\">", does, style);
    text_add_html(page->out, say(page->context, label));
    text_add(page->out, "</button>");
}

static void add_accept(const page_t *page) {
    text_add(page->out, "<section class=\"sign\">");
    add_element(page->out, "h2", say(page->context, ACCEPT));
    text_add_format(page->out, "<input type=\"hidden\" name=\"hash\" value=\"%s\">",
                    quote_hash(page->context->arena, page->quote));
    add_input(page, NAME, "name=\"name\" autocomplete=\"name\" required", page->sent->name);
    add_input(page, TITLE, "name=\"title\" autocomplete=\"organization-title\"", page->sent->title);
    add_element(page->out, "p class=\"hint\"", say(page->context, SIGNS));
    add_button(page, ACCEPT, "accept", "first");
    text_add(page->out, "</section>");
}

static const char SQL_COMMENTS[] = "SELECT at, name, body, user_id FROM quote_comment WHERE quote_id = $1 ORDER BY id";

static bool add_comments(const page_t *page) {
    bool any = false;
    store_statement_t *rows = store_query(page->context->tx, SQL_COMMENTS, "i", page->quote->id);
    text_add(page->out, "<section class=\"comments\">");
    add_element(page->out, "h2", say(page->context, COMMENTS));
    while (store_step(rows)) {
        const char *moment = moment_format(page->context->arena, store_column_int(rows, 0));
        any = true;
        text_add(page->out, "<article>");
        text_add(page->out, "<p class=\"who\"><strong dir=\"auto\">");
        text_add_html(page->out, store_column_text(rows, 1));
        text_add_format(page->out, "</strong>%s%s · %.10s</p>", store_column_is_null(rows, 3) ? "" : ", ",
                        store_column_is_null(rows, 3) ? "" : say(page->context, US), moment);
        add_element(page->out, "p class=\"text\"", store_column_text(rows, 2));
        text_add(page->out, "</article>");
    }
    if (!store_end(rows)) return context_done(page->context);
    if (!any) add_element(page->out, "p class=\"hint\"", say(page->context, NONE_YET));
    text_add(page->out, "<form method=\"post\">");
    add_input(page, NAME, "name=\"name\" autocomplete=\"name\" required", page->sent->comment_name);
    add_area(page, COMMENT, "name=\"comment\" maxlength=\"5000\" required", page->sent->comment);
    add_button(page, SEND, "comment", "second");
    text_add(page->out, "</form></section>");
    return true;
}

static void add_decline(const page_t *page) {
    text_add(page->out, "<details class=\"decline\"><summary>");
    text_add_html(page->out, say(page->context, DECLINE));
    text_add(page->out, "</summary><form method=\"post\">");
    add_area(page, REASON, "name=\"reason\" maxlength=\"1000\"", page->sent->reason);
    add_button(page, SURE, "decline", "second");
    text_add(page->out, "</form></details>");
}

bool quote_write_page(context_t *context, int64_t id, const quote_page_t *sent, text_t *out) {
    quote_t quote;
    if (!quote_load(context, id, &quote)) return false;
    const page_t page = {context, &quote, sent, out};
    bool open = text_equal(quote.status, "sent");
    if (!add_header(&page)) return false;
    add_notice(&page);
    const char *introduction = record_text(quote.record, "introduction");
    if (introduction != NULL) add_element(out, "p class=\"text\"", introduction);
    if (open) text_add(out, "<form method=\"post\">");
    add_lines(&page, open);
    add_text_part(&page, TIMELINE, "timeline");
    add_text_part(&page, TERMS, "terms");
    if (open) {
        add_accept(&page);
        text_add(out, "</form>");
    }
    if (!add_comments(&page)) return false;
    if (open) add_decline(&page);
    text_add(out, "</main></body></html>");
    return true;
}
